package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.tables.ConflictPolicy;

/** What the cells of the attribute column become. */
class RecordedValuesTest {
    private static final String HEADER = "image_path,patient_id,sex,view,study_date,age";

    @TempDir
    Path folder;

    private CohortPlan plan(String... rows) throws IOException {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return new TableFolder(folder).plan(lines);
    }

    private static Cohort cohort(CohortPlan plan) throws IOException {
        return CohortReader.read(plan, Progress.SILENT);
    }

    @Test
    void noBreakSpacesMakeNoClassOfTheirOwn() throws IOException {
        Cohort cohort =
                cohort(plan("a.png,p1,F\u00A0,,,", "b.png,p2,F,,,", "c.png,p3,\u200BM,,,", "d.png,p4,M\uFEFF,,,"));

        assertThat(cohort.classNames()).containsExactly("F", "M");
        assertThat(cohort.remarks()).isEmpty();
    }

    @Test
    void writingsWithinAreBroughtTogetherAndCounted() throws IOException {
        Cohort cohort = cohort(
                plan("a.png,p1,Non binary,,,", "b.png,p2,NON\u00A0 binary,,,", "c.png,p3,M,,,", "d.png,p4,m,,,"));

        assertThat(cohort.classNames()).containsExactly("M", "NON binary");
        assertThat(cohort.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.code()).isEqualTo(Remark.Code.WRITINGS_BROUGHT_TOGETHER))
                .satisfies(remark -> assertThat(remark.count()).hasValue(3));
    }

    @Test
    void noneIsNotRecordedUnlessItIsDeclared() throws IOException {
        CohortPlan plan = plan("a.png,p1,F,,,", "b.png,p2,None,,,", "c.png,p3,M,,,", "d.png,p4,#N/A,,,");

        assertThat(cohort(plan).classNames()).containsExactly("F", "M");
        assertThat(cohort(plan.withRecoding(recoding -> recoding.withRecorded(Map.of("sex", List.of("NONE")))))
                        .classNames())
                .containsExactly("F", "M", "None");
        assertThat(cohort(plan.withClasses(List.of("None", "F"))).classNames()).containsExactly("None", "F");
        assertThat(cohort(plan.withRecoding(recoding -> recoding.withRename(Map.of("None", "Nones"))))
                        .classNames())
                .containsExactly("F", "M", "Nones");
    }

    @Test
    void aValueRenamedToAWordForNothingIsLeftOut() throws IOException {
        Cohort cohort = cohort(plan("a.png,p1,F,,,", "b.png,p2,uncertain,,,", "c.png,p3,M,,,")
                .withRecoding(recoding -> recoding.withRename(Map.of("Uncertain", "unknown"))));

        assertThat(cohort.classNames()).containsExactly("F", "M");
        assertThat(cohort.flow().steps()).anyMatch(step -> step.reason().contains("uncertain (1 rows)"));
    }

    @Test
    void codesAreOneWithAndWithoutTheirPointZero() throws IOException {
        CohortPlan plan = plan("a.png,p1,1.0,,,", "b.png,p2,1,,,", "c.png,p3,2.00,,,", "d.png,p4,0,,,");

        assertThat(cohort(plan.withRecoding(recoding -> recoding.withCodes(Map.of("1", "F", "2.0", "M", "0", "F"))))
                        .classNames())
                .containsExactly("F", "M");
        assertThatThrownBy(
                        () -> cohort(plan.withRecoding(recoding -> recoding.withCodes(Map.of("1", "F", "1.0", "M")))))
                .hasMessageContaining("two names");
    }

    @Test
    void nearNamesStayApartAndAreSaid() throws IOException {
        Cohort cohort = cohort(plan("a.png,p1,African-American,,,", "b.png,p2,African American,,,"));

        assertThat(cohort.classNames()).hasSize(2);
        assertThat(cohort.remarks()).extracting(Remark::code).containsExactly(Remark.Code.NEAR_NAMES);
    }

    @Test
    void rowsAreKeptByAnyWritingOfWhatWasAskedFor() throws IOException {
        CohortPlan plan = plan("a.png,p1,F,pa ,,", "b.png,p2,M,PA\u00A0,,", "c.png,p3,M,AP,,", "d.png,p4,M,,,")
                .withInclusion(inclusion -> inclusion.withOnly(Map.of("view", List.of("Pa"))));

        assertThat(cohort(plan).size()).isEqualTo(2);
    }

    @Test
    void theLatestIsThatOfTheLatestDateHoweverItIsWritten() throws IOException {
        CohortPlan plan = plan("a.png,p1,F,,20190101,", "b.png,p1,M,,2019-12-31,", "c.png,p2,Other,,2019-05-05,")
                .withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.LATEST));

        Cohort cohort = cohort(plan);

        assertThat(cohort.classNames()).containsExactly("M", "Other");
        assertThat(cohort.remarks()).extracting(Remark::code).containsExactly(Remark.Code.CLASS_SUPERSEDED);
    }

    @Test
    void classesAreCalledAsTheyAreAskedFor() throws IOException {
        CohortPlan plan = plan("a.png,p1,FEMALE,,,", "b.png,p2,male,,,").withClasses(List.of("Male", "female"));

        assertThat(cohort(plan).classNames()).containsExactly("Male", "female");
    }

    @Test
    void oddAgesAreSaid() throws IOException {
        Cohort cohort = cohort(plan("a.png,p1,F,,,999", "b.png,p2,M,,,45"));

        assertThat(cohort.remarks()).extracting(Remark::code).containsExactly(Remark.Code.ODD_AGES);
    }
}
