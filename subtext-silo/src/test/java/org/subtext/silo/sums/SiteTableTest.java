package org.subtext.silo.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.problems.InvalidInputException;

class SiteTableTest {
    private static final Terms TERMS = Terms.of("ill", "well").withGroups(List.of("A", "B"));

    /** Of each group 12 patients with an ill and a well image, but for those that are told to be fewer. */
    private static PredictionTable predictions(int patientsOfB) {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("ill", "well"));
        for (int patient = 0; patient < 12 + patientsOfB; patient++) {
            String id = (patient < 12 ? "A" : "B") + patient;
            add(table, id, id + ".1", "ill", 0.7);
            add(table, id, id + ".2", "well", 0.2);
        }
        return table.build();
    }

    private static void add(PredictionTableBuilder table, String patient, String image, String truth, double score) {
        table.add(new ExperimentName.Internal(), "model", "test", image, patient, image, truth, score, 1 - score);
    }

    private static final Function<String, PatientFacts> BY_ID = id -> PatientFacts.of(id.substring(0, 1));

    private static long[] counts(SiteTable table) {
        Told open = Told.of(Map.of(Presence.OPEN, new double[] {1, 1}, Presence.FLOW_OPEN, new double[] {1}));
        return new Counts().answer(table, open);
    }

    private static long present(SiteTable table, String cell) {
        Presence presence = new Presence();
        return count(presence, presence.answer(table, Told.NOTHING), cell);
    }

    private static long count(long[] vector, String cell) {
        return count(new Counts(), vector, cell);
    }

    private static long count(Operation operation, long[] vector, String cell) {
        Layout layout = operation.layout(TERMS);
        for (int i = 0; i < layout.size(); i++) {
            if (layout.name(i).equals(cell)) {
                return vector[i];
            }
        }
        throw new AssertionError("no cell " + cell);
    }

    @Test
    void groupsAreCounted() {
        SiteTable table = SiteTable.of(predictions(11), TERMS, BY_ID, Map.of());
        long[] counts = counts(table);
        assertThat(count(counts, "patients with an image of the class: A")).isEqualTo(12);
        assertThat(count(counts, "images of the class: B")).isEqualTo(11);
        assertThat(present(table, "sites with patients of the class: B")).isEqualTo(1);
        assertThat(present(table, "sites that withhold the group: B")).isZero();
    }

    @Test
    void ofTooSmallAGroupNothingIsTold() {
        SiteTable table = SiteTable.of(predictions(10), TERMS, BY_ID, Map.of());
        long[] counts = counts(table);
        assertThat(table.patientCount()).isEqualTo(12);
        assertThat(count(counts, "patients with an image of the class: B")).isZero();
        assertThat(count(counts, "images of the class: B")).isZero();
        assertThat(present(table, "sites with patients of the class: B")).isZero();
        assertThat(present(table, "sites that withhold the group: B")).isEqualTo(1);
    }

    @Test
    void anImageThatIsThereTwiceIsRefused() {
        PredictionTable once = predictions(11);
        assertThatThrownBy(() -> SiteTable.of(once.followedBy(once), TERMS, BY_ID, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("92 rows of 46 images")
                .hasMessageContaining("every image once");
    }

    @Test
    void groupsThatThePlanDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> SiteTable.of(predictions(11), TERMS, id -> PatientFacts.of("C"), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"C\", which is none of the plan")
                .hasMessageContaining("[A, B]");
    }

    @Test
    void patientsWithoutAGroupNeedAPlace() {
        assertThatThrownBy(() -> SiteTable.of(predictions(11), TERMS, id -> PatientFacts.UNKNOWN, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not recorded");
        Terms withPlace = TERMS.withFlow(List.of(Terms.NOT_RECORDED));
        SiteTable table = SiteTable.of(predictions(11), withPlace, id -> PatientFacts.UNKNOWN, Map.of());
        assertThat(table.size()).isZero();
        assertThat(table.leftOut(Terms.NOT_RECORDED)).isEqualTo(23);
    }

    @Test
    void aReasonWithFewPatientsHidesAllReasons() {
        Terms terms = TERMS.withFlow(List.of("no image", "no label"));
        assertThat(SiteTable.of(predictions(11), terms, BY_ID, Map.of("no image", 4L, "no label", 21L))
                        .tellsFlow())
                .isFalse();
        assertThat(SiteTable.of(predictions(11), terms, BY_ID, Map.of("no label", 21L))
                        .leftOut("no label"))
                .isEqualTo(21);
    }

    @Test
    void classesOfAnotherPlanAreRefused() {
        assertThatThrownBy(() -> SiteTable.of(predictions(11), Terms.of("sick", "well"), BY_ID, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("classes [ill, well]");
    }

    @Test
    void aSumOfTwoSitesIsNone() {
        Layout layout = new Counts().layout(TERMS);
        assertThatThrownBy(() -> Sums.of(layout, new long[layout.size()], 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least 3");
    }
}
