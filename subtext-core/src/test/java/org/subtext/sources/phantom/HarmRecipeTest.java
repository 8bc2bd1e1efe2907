package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.phantom.FindingLaw.Use;
import org.subtext.sources.phantom.HarmRecipe.Cause;
import org.subtext.sources.phantom.HarmRecipe.Direction;
import org.subtext.testing.Seeds;

/** What is planted is in images and table, and nothing else is. */
class HarmRecipeTest {
    private static final int SIDE = 32;
    private static final int PATIENTS = 20;

    @TempDir
    static Path folder;

    /** A row of the table with the bytes of its image. */
    private record Row(List<String> cells, byte[] image) {
        boolean isOf(String group) {
            return cells.get(4).equals(group);
        }

        boolean isRecorded() {
            return cells.get(12).equals("1");
        }

        boolean isPresent() {
            return cells.get(13).equals("1");
        }

        boolean looksAs(Row other) {
            return Arrays.equals(image, other.image);
        }
    }

    private List<Row> rows(Cause cause, double dose, int threads) throws IOException {
        HarmRecipe recipe = new HarmRecipe(cause, dose, PATIENTS, SIDE, 5);
        Path table = PhantomCohort.write(
                recipe, folder.resolve(cause + "-" + dose + "-" + threads), Progress.SILENT, threads);
        List<String> lines = Files.readAllLines(table);
        assertThat(lines.get(0))
                .isEqualTo("image_path,image_id,patient_id,study_id,group,sex,age,bmi,disease,view,scanner,split,mass,"
                        + "mass_in_image");
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            rows.add(new Row(cells, Files.readAllBytes(table.resolveSibling(cells.get(0)))));
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void oneThreadAndFourWriteTheSameCohort(Cause cause) throws IOException {
        List<Row> one = rows(cause, 1, 1);
        List<Row> four = rows(cause, 1, 4);
        assertThat(four)
                .extracting(Row::cells)
                .isEqualTo(one.stream().map(Row::cells).toList());
        assertThat(differing(one, four, row -> true)).isZero();
    }

    @Test
    void labelNoiseIsInTheLabelsAlone() throws IOException {
        List<Row> none = rows(Cause.NONE, 1, 2);
        List<Row> noisy = rows(Cause.LABEL_NOISE, 1, 2);
        assertThat(differing(none, noisy, row -> true)).isZero();
        assertThat(none).allMatch(row -> row.isRecorded() == row.isPresent());
        assertThat(noisy)
                .extracting(Row::isPresent)
                .isEqualTo(none.stream().map(Row::isPresent).toList());
        assertThat(noisy).filteredOn(row -> row.isOf("A")).allMatch(row -> row.isRecorded() == row.isPresent());
        assertThat(noisy).filteredOn(row -> row.isOf("B")).allMatch(row -> row.isRecorded() || !row.isPresent());
        assertThat(noisy).anyMatch(row -> row.isRecorded() && !row.isPresent());
    }

    @Test
    void anImageOfTheGroupWithoutTheMassIsNotTouchedByUnderdiagnosis() throws IOException {
        List<Row> none = rows(Cause.NONE, 1, 2);
        List<Row> fainter = rows(Cause.UNDERDIAGNOSIS, 1, 2);
        assertThat(fainter)
                .extracting(Row::cells)
                .isEqualTo(none.stream().map(Row::cells).toList());
        assertThat(differing(none, fainter, row -> !row.isOf("B") || !row.isPresent()))
                .isZero();
        assertThat(differing(none, fainter, row -> row.isOf("B") && row.isPresent()))
                .isEqualTo(none.stream()
                        .filter(row -> row.isOf("B") && row.isPresent())
                        .count())
                .isPositive();
    }

    @Test
    void aMarkAndUnlikePrevalencesAreWhatAmplifies() throws IOException {
        List<Row> none = rows(Cause.NONE, 1, 2);
        List<Row> amplified = rows(Cause.AMPLIFIED, 1, 2);
        assertThat(differing(none, amplified, row -> row.isOf("B")))
                .isEqualTo(none.stream().filter(row -> row.isOf("B")).count());
        assertThat(differing(
                        none,
                        amplified,
                        row -> row.isOf("A") && !row.cells().get(11).equals("train") && !row.isPresent()))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aDoseOfNothingIsNothing(Cause cause) throws IOException {
        List<Row> none = rows(Cause.NONE, 1, 2);
        List<Row> nothing = rows(cause, 0, 2);
        assertThat(nothing)
                .extracting(Row::cells)
                .isEqualTo(none.stream().map(Row::cells).toList());
        assertThat(differing(none, nothing, row -> !(cause == Cause.AMPLIFIED && row.isOf("B"))))
                .isZero();
        assertThat(new HarmRecipe(cause, 0, PATIENTS, SIDE, 5).truePositiveRate())
                .isEqualTo(Direction.ALIKE);
    }

    private static long differing(List<Row> some, List<Row> others, Predicate<Row> which) {
        assertThat(others).hasSameSizeAs(some);
        long differing = 0;
        for (int i = 0; i < some.size(); i++) {
            differing += which.test(some.get(i)) && !some.get(i).looksAs(others.get(i)) ? 1 : 0;
        }
        return differing;
    }

    /** Three in ten, and of those learnt from what the dose makes of it; four standard errors. */
    @Seeds(5)
    void sharesAreThoseOfTheLaw(SplittableRandom random) {
        for (Cause cause : Cause.values()) {
            HarmRecipe recipe = new HarmRecipe(cause, 1, 1_500, SIDE, random.nextLong());
            Population population = new Population(recipe.radiographs());
            FindingLaw law = recipe.law();
            for (int group = 0; group < 2; group++) {
                for (boolean isTaught : new boolean[] {false, true}) {
                    double expected = isTaught ? law.classes().get(group).taughtPrevalence() : law.prevalence();
                    requireShares(population, law, group, isTaught, expected);
                }
            }
        }
    }

    private static void requireShares(
            Population population, FindingLaw law, int group, boolean isTaught, double prevalence) {
        double specificity = law.classes().get(group).labelSpecificity();
        int images = 0;
        int present = 0;
        int mislabelled = 0;
        for (int i = 0; i < 1_500; i++) {
            Patient patient = population.patient(i);
            if (patient.group() != group || (law.use(patient) == Use.TRAINING) != isTaught) {
                continue;
            }
            for (Exposure exposure : population.exposures(patient)) {
                ImageFinding finding = law.of(patient, exposure);
                images++;
                present += finding.present() ? 1 : 0;
                mislabelled += finding.recorded() && !finding.present() ? 1 : 0;
                assertThat(finding.recorded() || !finding.present()).isTrue();
            }
        }
        int absent = images - present;
        assertThat((double) present / images)
                .isBetween(prevalence - error(prevalence, images), prevalence + error(prevalence, images));
        assertThat((double) mislabelled / absent)
                .isBetween(1 - specificity - error(specificity, absent), 1 - specificity + error(specificity, absent));
    }

    private static double error(double share, int of) {
        return 4 * Math.sqrt(share * (1 - share) / of);
    }

    @Test
    void theRecordHoldsTheTruthAndEveryValue() {
        HarmRecipe recipe = new HarmRecipe(Cause.LABEL_NOISE, 1, PATIENTS, SIDE, 5);
        assertThat(recipe.toJson())
                .contains("0.25 are recorded with it")
                .contains("\"labelSpecificity\" : 0.75")
                .contains("\"cause\" : \"LABEL_NOISE\"")
                .contains(recipe.hash().hex());
        assertThat(recipe.hash())
                .isNotEqualTo(new HarmRecipe(Cause.LABEL_NOISE, 0.5, PATIENTS, SIDE, 5).hash())
                .isNotEqualTo(new HarmRecipe(Cause.LABEL_NOISE, 1, PATIENTS, SIDE, 6).hash());
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new HarmRecipe(Cause.NONE, 1.5, 3, SIDE, 1))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .anySatisfy(p -> assertThat(p.toString()).contains("in 0 to 1, got 1.5"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("20 patients or more, got 3")));
    }
}
