package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.survey.LeftOut;
import org.subtext.survey.SurveyResult;
import org.subtext.survey.SurveyResult.Column;
import org.subtext.survey.SurveyResult.Found;

class SurveyPageTest {
    @Test
    void countsThatTellOfFewPatientsAreHidden() {
        String page =
                SurveyPage.render(survey(column("scanner", 261, true, false), column("insurance", 137, false, true)));

        assertThat(page).contains(">hidden<", ">137<").doesNotContain("261", ">3<");
        assertThat(page).contains("Fewer than 11 images").doesNotContain(">7 images");
    }

    @Test
    void aColumnThatIsToldAndGoesWithTheAttributeIsNamedAsAWayRoundIt() {
        assertThat(SurveyPage.render(survey(column("scanner", 264, true, true), column("insurance", 264, false, true))))
                .contains("1 of 2 columns is told by the images")
                .contains("Told by the images and going with race: scanner. A recogniser of race may be reading it")
                .doesNotContain("scanner and insurance");
    }

    @Test
    void namesFromATableAreNoMarkup() {
        assertThat(SurveyPage.render(survey(column("<script>alert(1)</script>", 264, true, true))))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
    }

    private static SurveyResult survey(Column... columns) {
        return new SurveyResult(
                "race",
                1000,
                264,
                false,
                7,
                0,
                0.05,
                List.of("ridge"),
                List.of(columns),
                List.of(new LeftOut("id", "x")));
    }

    private static Column column(String name, int patients, boolean isShown, boolean isAssociated) {
        return new Column(
                name,
                "each class against the rest",
                List.of("A", "B"),
                patients,
                264 - patients,
                0,
                0,
                found(isShown),
                found(isAssociated));
    }

    private static Found found(boolean isShown) {
        double auc = isShown ? 0.8 : 0.52;
        return new Found(
                "ridge",
                new Estimate.Known(auc, new Interval(auc - 0.1, auc + 0.1, 0.95, "DeLong")),
                0.01,
                0.01,
                999,
                1,
                isShown);
    }
}
