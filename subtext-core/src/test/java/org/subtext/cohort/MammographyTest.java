package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;

class MammographyTest {
    private static final String[] TABLE = {
        "image_path,patient_id,study_id,sex,view,laterality,presentation_intent",
        "a,p1,s1,F,CC,L,FOR PRESENTATION",
        "b,p1,s1,F,MLO,L,FOR PRESENTATION",
        "c,p1,s1,F,CC,R,FOR PRESENTATION",
        "d,p1,s1,F,MLO,R,FOR PRESENTATION",
        "e,p1,s1,F,CC,L,FOR PROCESSING",
        "f,p2,s2,M,CC,L,FOR PRESENTATION",
        "g,p2,s2,M,MLO,L,For Presentation",
        "h,p3,s3,M,CC,R,FOR PROCESSING",
        "i,p3,s3,M,MLO,R,",
    };

    @TempDir
    Path folder;

    @Test
    void detectorDataAreLeftOutWhereBothKindsAreThereAndCounted() throws Exception {
        Cohort cohort = new TableFolder(folder).cohort(TABLE);

        assertThat(cohort.images()).extracting(CohortImage::id).containsExactly("a", "b", "c", "d", "f", "g", "i");
        assertThat(cohort.flow().exclusions()).singleElement().satisfies(step -> {
            assertThat(step.label()).isEqualTo("FOR PROCESSING");
            assertThat(step.images()).isEqualTo(2);
            assertThat(step.patients()).isZero();
            assertThat(step.reason()).contains("presentation_intent");
        });
    }

    @Test
    void whoAsksForAKindGetsIt() throws Exception {
        CohortPlan plan = new TableFolder(folder).plan(TABLE);

        assertThat(images(plan, "FOR PROCESSING")).containsExactly("e", "h");
        assertThat(images(plan, "FOR PROCESSING", "FOR PRESENTATION"))
                .hasSize(8)
                .contains("a", "e", "g");
    }

    @Test
    void oneKindAloneIsKept() throws Exception {
        Cohort cohort = new TableFolder(folder)
                .cohort(
                        "image_path,patient_id,sex,presentation_intent",
                        "a,p1,F,FOR PROCESSING",
                        "b,p2,M,FOR PROCESSING");

        assertThat(cohort.images()).hasSize(2);
    }

    @Test
    void studiesWithoutAllFourViewsAreCounted() throws Exception {
        assertThat(new TableFolder(folder).cohort(TABLE).remarks())
                .singleElement()
                .asString()
                .startsWith("Of 3 mammography studies, 1 has all four views")
                .contains("2 lack some");
    }

    @Test
    void modifiedViewsAreCountedAndNoneOfTheFour() throws Exception {
        String[] rows = {
            "image_path,patient_id,study_id,sex,view_position,laterality,view_modifiers",
            "a,p1,s1,F,CC,R,none",
            "b,p1,s1,F,MLO,R,",
            "c,p1,s1,F,CC,L,none",
            "d,p1,s1,F,MLO,L,implant displaced; magnification",
            "e,p2,s2,M,MLO,L,magnification",
            "f,p2,s2,M,CC,L,none",
        };

        Cohort cohort = new TableFolder(folder).cohort(rows);

        assertThat(cohort.remarks())
                .extracting(Remark::code)
                .containsExactly(Remark.Code.MODIFIED_MAMMOGRAMS, Remark.Code.INCOMPLETE_MAMMOGRAPHY);
        assertThat(cohort.remarks().get(0).toString())
                .startsWith("2 mammograms are modified views and none of the four"
                        + " (implant displaced: 1 image, magnification: 2 images)");
        assertThat(cohort.remarks().get(1).toString()).startsWith("Of 2 mammography studies, 0 have all four");
        CohortPlan unmodified = new TableFolder(folder)
                .plan(rows)
                .withInclusion(inclusion -> inclusion.withOnly(Map.of("view_modifiers", List.of("none"))));
        assertThat(CohortReader.read(unmodified, Progress.SILENT).remarks())
                .extracting(Remark::code)
                .containsExactly(Remark.Code.INCOMPLETE_MAMMOGRAPHY);
    }

    @Test
    void theSideMayStandInTheView() throws Exception {
        Cohort cohort = new TableFolder(folder)
                .cohort(
                        "image_path,patient_id,study_id,sex,view",
                        "a,p1,s1,F,L-CC",
                        "b,p1,s1,F,RMLO",
                        "c,p2,s2,M,L CC");

        assertThat(cohort.remarks()).singleElement().asString().startsWith("Of 2 mammography studies, 0 have all four");
    }

    /** Of a tomosynthesis the first frame is one slice of it. */
    @Test
    void objectsOfSeveralFramesOfWhichNoneIsNamedAreCounted() throws Exception {
        new TableFolder(folder).table("image_path", "a.dcm,", "b.dcm,", "c.dcm,");
        Path table = Files.writeString(
                folder.resolve("frames.csv"),
                "image_path,patient_id,sex,frames\na.dcm,p1,F,62\nb.dcm,p2,M,1\nc.dcm,p3,M,\na.dcm#2,p1,F,62\n");

        Cohort cohort = CohortReader.read(
                CohortPlan.of(table, "sex").withInclusion(inclusion -> inclusion.withMinimumPatients(1)),
                Progress.SILENT);

        assertThat(cohort.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo(Remark.Code.FIRST_OF_SEVERAL_FRAMES);
            assertThat(remark.toString()).startsWith("1 image is an object of several frames, of which the first");
        });
    }

    @Test
    void radiographsAreNoMammograms() throws Exception {
        assertThat(new TableFolder(folder)
                        .cohort("image_path,patient_id,sex,view", "a,p1,F,PA", "b,p2,M,LATERAL")
                        .remarks())
                .isEmpty();
    }

    @Test
    void aSliceOfAFileThatIsThereIsNotMissing() throws Exception {
        TableFolder table = new TableFolder(folder);
        table.table("image_path", "scan.nii.gz,");
        CohortPlan plan = CohortPlan.of(
                        Files.writeString(
                                folder.resolve("slices.csv"),
                                "image_path,patient_id,sex\nscan.nii.gz#1@lung,p1,F\nscan.nii.gz#2c,p2,M\n"
                                        + "scan.nii.gz@-600_1500,p3,M\n"),
                        "sex")
                .withInclusion(inclusion -> inclusion.withMinimumPatients(1));

        assertThat(CohortReader.read(plan, Progress.SILENT).images())
                .extracting(image -> image.address().name())
                .containsExactly("scan.nii.gz#1@lung", "scan.nii.gz#2c", "scan.nii.gz@-600_1500");
    }

    private static List<String> images(CohortPlan plan, String... kinds) throws Exception {
        return CohortReader.read(
                        plan.withInclusion(
                                inclusion -> inclusion.withOnly(Map.of("presentation_intent", List.of(kinds)))),
                        Progress.SILENT)
                .images()
                .stream()
                .map(CohortImage::id)
                .toList();
    }
}
