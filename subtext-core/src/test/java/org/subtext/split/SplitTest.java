package org.subtext.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.cohort.TableFolder;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class SplitTest {
    private static final String HEADER = "image_path,patient_id,sex,split";

    @TempDir
    Path folder;

    /** Patients a1, a2… of class F and b1, b2… of class M, with one to four images each. */
    private List<String> lines(int women, int men, SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        for (int p = 1; p <= women + men; p++) {
            String patient = p <= women ? "a" + p : "b" + p;
            for (int i = random.nextInt(4); i >= 0; i--) {
                lines.add(patient + "_" + i + ".png," + patient + "," + (p <= women ? "F" : "M") + ",");
            }
        }
        return lines;
    }

    private Cohort cohort(List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(lines);
        all.add(0, HEADER);
        return new TableFolder(folder).cohort(all.toArray(new String[0]));
    }

    @Test
    void theStudysFractionsAreExactWithinEachClass() throws IOException {
        Cohort cohort = cohort(lines(50, 20, new SplittableRandom(1)));
        PatientSplit split = PatientSplit.stratified(cohort, Fractions.STUDY, new Seed(7));

        assertThat(split.patients()).isEqualTo(Map.of(Part.TRAINING, 42, Part.VALIDATION, 7, Part.TEST, 21));
        assertThat(split.patients(Part.TEST).stream().filter(p -> p.startsWith("b")))
                .hasSize(6);
    }

    @Test
    void remaindersGoToTheLargest() {
        assertThat(PatientSplit.largestRemainder(11, Fractions.STUDY.values())).containsExactly(7, 1, 3);
        assertThat(PatientSplit.largestRemainder(10, Fractions.STUDY.values())).containsExactly(6, 1, 3);
        assertThat(PatientSplit.largestRemainder(0, Fractions.STUDY.values())).containsExactly(0, 0, 0);
        assertThat(PatientSplit.largestRemainder(1, new double[] {0.5, 0.5})).containsExactly(1, 0);
    }

    @Seeds(20)
    void rowOrderDoesNotMatterAndTheSeedDoes(SplittableRandom random) throws IOException {
        List<String> lines = lines(30, 30, random);
        Cohort cohort = cohort(lines);
        Seed seed = new Seed(random.nextLong());
        Cohort other = cohort(new Seed(random.nextLong()).shuffled(lines));

        assertThat(PatientSplit.stratified(other, Fractions.STUDY, seed))
                .isEqualTo(PatientSplit.stratified(cohort, Fractions.STUDY, seed))
                .isNotEqualTo(PatientSplit.stratified(cohort, Fractions.STUDY, seed.child("another")));
        assertThat(PatientFolds.stratified(other, 5, seed)).isEqualTo(PatientFolds.stratified(cohort, 5, seed));
    }

    @Seeds(20)
    void partsCoverEveryImageOnceAndKeepPatientsWhole(SplittableRandom random) throws IOException {
        Cohort cohort = cohort(lines(10 + random.nextInt(20), 10 + random.nextInt(20), random));
        PatientSplit split = PatientSplit.stratified(cohort, Fractions.STUDY, new Seed(random.nextLong()));
        Set<Integer> seen = new HashSet<>();
        for (Part part : Part.values()) {
            for (int position : split.positions(cohort, part)) {
                assertThat(seen.add(position)).isTrue();
                assertThat(split.of(cohort.images().get(position).patient())).isEqualTo(part);
            }
        }

        assertThat(seen).hasSize(cohort.size());
    }

    @Seeds(20)
    void foldsAreBalancedInPatientsOfEachClassAndInImages(SplittableRandom random) throws IOException {
        Cohort cohort = cohort(lines(23 + random.nextInt(20), 31 + random.nextInt(20), random));
        int count = 2 + random.nextInt(5);
        PatientFolds folds = PatientFolds.stratified(cohort, count, new Seed(random.nextLong()));
        int[] patients = new int[count];
        int[] women = new int[count];
        int[] images = new int[count];
        folds.folds().forEach((patient, fold) -> {
            patients[fold]++;
            women[fold] += patient.startsWith("a") ? 1 : 0;
        });
        cohort.images().forEach(image -> images[folds.of(image.patient())]++);

        assertThat(spread(patients)).isLessThanOrEqualTo(1);
        assertThat(spread(women)).isLessThanOrEqualTo(1);
        // A patient has at most four images and the last round of a class may be short.
        assertThat(spread(images)).isLessThanOrEqualTo(8);
        assertThat(IntStream.of(images).sum()).isEqualTo(cohort.size());
    }

    private static int spread(int[] counts) {
        return Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
    }

    @Test
    void aFoldBecomesASplitWhoseTestPartIsTheFold() throws IOException {
        Cohort cohort = cohort(lines(20, 20, new SplittableRandom(2)));
        PatientFolds folds = PatientFolds.stratified(cohort, 4, new Seed(3));
        Set<String> tested = new HashSet<>();
        for (int fold = 0; fold < 4; fold++) {
            PatientSplit split = folds.split(cohort, fold, 0.2, new Seed(4));
            assertThat(split.patients()).isEqualTo(Map.of(Part.TRAINING, 24, Part.VALIDATION, 6, Part.TEST, 10));
            tested.addAll(split.patients(Part.TEST));
        }

        assertThat(tested).hasSize(40);
    }

    @Test
    void aGivenSplitWithoutLeakIsTakenAsItIs() throws IOException {
        Cohort cohort = cohort(List.of("a.png,p1,F,train", "b.png,p2,M,valid", "c.png,p3,F,TEST"));

        assertThat(GivenSplit.of(cohort).parts())
                .isEqualTo(Map.of("p1", Part.TRAINING, "p2", Part.VALIDATION, "p3", Part.TEST));
    }

    @Test
    void aGivenSplitThatLeaksOrIsUnclearIsRefusedWithTheMend() throws IOException {
        Cohort leaking = cohort(List.of("a.png,p1,F,train", "b.png,p2,M,test", "c.png,p1,F,test"));
        Cohort unclear = cohort(List.of("a.png,p1,F,", "b.png,p2,M,3", "c.png,p3,F,train"));
        Cohort untested = cohort(List.of("a.png,p1,F,val", "b.png,p2,M,train"));

        assertThatThrownBy(() -> GivenSplit.of(leaking))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 patient is in more than one part")
                .hasMessageContaining("audit the split (TABLE)");
        assertThatThrownBy(() -> GivenSplit.of(unclear))
                .hasMessageContaining("Row 2 has no part")
                .hasMessageContaining("Row 3 is in part \"3\"")
                .hasMessageContaining("train, validation");
        assertThatThrownBy(() -> GivenSplit.of(untested)).hasMessageContaining("no test part");
    }

    @Test
    void splitsAndFoldsSurviveTheirFile() throws IOException {
        Cohort cohort = cohort(lines(12, 12, new SplittableRandom(5)));
        Path file = folder.resolve("split.csv");
        PatientSplit split = PatientSplit.stratified(cohort, Fractions.STUDY, new Seed(1));
        PatientFolds folds = PatientFolds.stratified(cohort, 3, new Seed(1));

        SplitFile.write(split, file);
        assertThat(SplitFile.readSplit(file)).isEqualTo(split);
        assertThat(GivenSplit.of(cohort, file)).isEqualTo(split);
        SplitFile.write(folds, file);
        assertThat(SplitFile.readFolds(file)).isEqualTo(folds);
    }

    @Test
    void linesOfASplitFileInAnotherSpellingAreFoundWhereThatIsSaid() throws IOException {
        TableFolder cohort = new TableFolder(folder);
        CohortPlan plan = cohort.plan("path,patient_id,sex", "a.png,0012,F", "b.png,0013,M", "c.png,0014,F");
        Path file = Files.writeString(folder.resolve("split.csv"), "patient,part\n12,train\n13.0,test\n0014,test\n");
        Cohort asked = CohortReader.read(plan, Progress.SILENT);
        Cohort same = CohortReader.read(plan.withIds(new IdRule(SpellingPolicy.SAME, null)), Progress.SILENT);

        assertThatThrownBy(() -> GivenSplit.of(asked, file))
                .hasMessageContaining("no line for 2 of the cohort's 3 patients")
                .hasMessageContaining("2 of them stand there in another spelling")
                .hasMessageContaining("cohort.ids.spellings: same");
        assertThat(GivenSplit.of(same, file).parts())
                .containsEntry("0012", Part.TRAINING)
                .containsEntry("0013", Part.TEST);
        Files.writeString(file, "patient,part\n12,train\n12.0,test\n13,test\n14,test\n");
        assertThatThrownBy(() -> GivenSplit.of(same, file)).hasMessageContaining("1 patient of split file");
    }

    @Test
    void faultySplitFilesAreRefused() throws IOException {
        Cohort cohort = cohort(List.of("a.png,p1,F,", "b.png,p2,M,", "c.png,p3,F,"));
        Path twice = Files.writeString(folder.resolve("twice.csv"), "patient,part\np1,train\np1,test\np2,tset\n");
        Path partial = Files.writeString(folder.resolve("partial.csv"), "patient,part\np1,train\np2,test\n");

        assertThatThrownBy(() -> SplitFile.readSplit(twice))
                .hasMessageContaining("Row 3 of")
                .hasMessageContaining("second part")
                .hasMessageContaining("Row 4 of");
        assertThatThrownBy(() -> GivenSplit.of(cohort, partial))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no line for 1 of the cohort's 3 patients");
    }
}
