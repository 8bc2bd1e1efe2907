package org.subtext.harm.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cohort.TruthReading;
import org.subtext.cohort.TruthReading.Uncertain;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.OperatingPlan.Rule;
import org.subtext.harm.reading.TablePlan.Columns;
import org.subtext.harm.reading.TablePlan.Ids;
import org.subtext.harm.reading.TablePlan.LongForm;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.harm.reading.TablePlan.Scores;
import org.subtext.identities.IdRule;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.statistics.Estimate;

/** Prediction tables as people have them, read as findings. */
class FindingTableReaderTest {
    @TempDir
    private Path folder;

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static HarmRequest request(Path table, UnaryOperator<TablePlan> change) {
        TablePlan plan = TablePlan.of(table).withIds(new Ids("patient", null, IdRule.ASK, null));
        return new HarmRequest(
                change.apply(plan),
                RolePlan.CROSS_FITTED,
                HarmPlan.of("race", "white").withDraws(49).withSeed(1));
    }

    private static ReadFindings read(HarmRequest request) throws IOException {
        return FindingTableReader.read(request, Progress.SILENT);
    }

    private static HarmAssessment assessed(HarmRequest request) throws IOException {
        ReadFindings read = read(request);
        HarmPlan plan = request.assessment()
                .withComparison(asked -> new HarmPlan.Comparison(
                        asked.attribute(), read.reference(), asked.strata(), asked.leastPatients()));
        return HarmAssessor.assess(read.table(), read.roles(), plan, 1);
    }

    private static List<Remark.Code> codes(ReadFindings read) {
        return read.remarks().stream().map(Remark::code).toList();
    }

    /** 300 images of 150 patients, 50 of them Black, findings a and b. */
    private List<String> wide() {
        List<String> wide = new ArrayList<>(List.of("patient,image,race,truth:a,score:a,truth_b,score_b"));
        SplittableRandom random = new SplittableRandom(3);
        for (int image = 0; image < 300; image++) {
            wide.add("P%d,i%d,%s,%d,%.2f,%d,%.2f"
                    .formatted(
                            image / 2,
                            image,
                            image / 2 % 3 == 0 ? "Black" : image % 7 == 0 ? " WHITE" : "White",
                            random.nextInt(2),
                            random.nextInt(100) / 100.0,
                            random.nextInt(2),
                            random.nextInt(100) / 100.0));
        }
        return wide;
    }

    private static TablePlan longForm(TablePlan plan) {
        return plan.withIds(new Ids("patient", "image", IdRule.ASK, null))
                .withColumns(new Columns(List.of(new Named(null, "y")), List.of(), new LongForm("p", "finding", null)));
    }

    @Test
    void theLongFormSaysWhatTheWideFormSays() throws IOException {
        List<String> tall = new ArrayList<>(List.of("patient,image,race,finding,y,p"));
        for (String line : wide().subList(1, 301)) {
            String[] cells = line.split(",");
            String who = String.join(",", cells[0], cells[1], cells[2]);
            tall.add(who + ",a," + cells[3] + "," + cells[4]);
            tall.add(who + ",b," + cells[5] + "," + cells[6]);
        }
        HarmAssessment ofWide = assessed(request(write("wide.csv", wide()), plan -> plan));
        HarmAssessment ofTall = assessed(request(write("tall.csv", tall), FindingTableReaderTest::longForm));

        assertThat(ofTall).isEqualTo(ofWide);
        assertThat(ofWide.findings())
                .extracting(HarmAssessment.OfFinding::finding)
                .containsExactly("a", "b");
        assertThat(ofWide.findings().get(0).groups())
                .extracting(HarmAssessment.OfGroup::group)
                .containsExactly("Black", "White");
    }

    /** Models of a finding are named, and its truth is where columns of that name are. */
    @Test
    void whereOneHalfOfAFindingIsNamedTheOtherIsFoundByItsName() throws IOException {
        Path table = write("models.csv", wide());
        List<Named> models = List.of(new Named("a", "score:a"), new Named("a", "score_b"));
        HarmRequest byScores = request(table, plan -> plan.withColumns(new Columns(List.of(), models, null)));
        HarmRequest byTruth = request(
                table, plan -> plan.withColumns(new Columns(List.of(new Named("b", "truth_b")), List.of(), null)));
        HarmRequest whole =
                request(table, plan -> plan.withColumns(new Columns(List.of(new Named("a", "truth:a")), models, null)));

        assertThat(assessed(byScores)).isEqualTo(assessed(whole));
        assertThat(assessed(byScores).findings())
                .extracting(HarmAssessment.OfFinding::title)
                .containsExactly("a by score:a", "a by score_b");
        assertThat(assessed(byTruth).findings())
                .extracting(HarmAssessment.OfFinding::finding)
                .containsExactly("b");
        HarmRequest nowhere = request(
                table, plan -> plan.withColumns(new Columns(List.of(), List.of(new Named("lung", "score:a")), null)));
        assertThatThrownBy(() -> read(nowhere)).hasMessageContaining("No column of truths is named");
    }

    @Test
    void uncertainTruthsAndMissingScoresAreCountedByGroup() throws IOException {
        List<String> rows = wide();
        for (int row = 1; row <= 40; row++) {
            String[] cells = rows.get(row).split(",");
            cells[3] = row % 2 == 0 ? "-1" : "";
            rows.set(row, String.join(",", cells));
        }
        rows.set(61, rows.get(61).replaceFirst(",[^,]*$", ","));
        Path table = write("doubtful.csv", rows);
        UnaryOperator<TablePlan> exclude = plan -> plan.withScores(new Scores(MissingScores.EXCLUDE, List.of()));
        HarmRequest positive = request(table, exclude)
                .withTable(plan -> plan.withTruth(new TruthReading(List.of(), null, Uncertain.POSITIVE, List.of())));
        HarmAssessment out = assessed(request(table, exclude));
        HarmAssessment in = assessed(positive);

        assertThat(sum(out, 0, group -> group.leftOut().withoutTruth())).isEqualTo(40);
        assertThat(sum(in, 0, group -> group.leftOut().withoutTruth())).isEqualTo(20);
        assertThat(sum(in, 0, HarmAssessment.OfGroup::uncertain)).isEqualTo(20);
        assertThat(sum(out, 1, group -> group.leftOut().withoutScore())).isEqualTo(1);
        assertThat(codes(read(positive))).contains(Remark.Code.UNCERTAIN_TRUTHS);
        assertThat(read(positive).remarks().toString()).contains("20 truths are recorded as uncertain");
    }

    private static long sum(
            HarmAssessment assessment, int finding, java.util.function.ToLongFunction<HarmAssessment.OfGroup> count) {
        return assessment.findings().get(finding).groups().stream()
                .mapToLong(count)
                .sum();
    }

    /** Calls of a vendor are those of the threshold behind them. */
    @Test
    void categoriesAreCalls() throws IOException {
        List<String> rows = new ArrayList<>(List.of("patient,race,y,p,flag"));
        for (String line : wide().subList(1, 301)) {
            String[] cells = line.split(",");
            String flag = Double.parseDouble(cells[4]) >= 0.5 ? "Urgent" : "clear";
            rows.add(String.join(",", cells[0], cells[2], cells[3], cells[4], flag));
        }
        Path table = write("vendor.csv", rows);
        HarmRequest flags = request(
                        table,
                        plan -> plan.withColumns(new Columns(
                                        List.of(new Named("a", "y")), List.of(new Named("a", "flag")), null))
                                .withScores(new Scores(MissingScores.REFUSE, List.of("urgent"))))
                .withAssessment(plan -> plan.withOperating(OperatingPlan.fixedAt(1)));
        HarmRequest cut = request(
                        table,
                        plan -> plan.withColumns(
                                new Columns(List.of(new Named("a", "y")), List.of(new Named("a", "p")), null)))
                .withAssessment(plan -> plan.withOperating(OperatingPlan.fixedAt(0.5)));

        assertThat(assessed(flags).findings().get(0).gaps())
                .isEqualTo(assessed(cut).findings().get(0).gaps());
        assertThat(read(flags).remarks().toString()).contains("Urgent as called, clear as not called");
    }

    /** Who is not judged is counted, by the group that it is of, and no small count is shared. */
    @Test
    void imagesLeftOutOfEverythingAreCountedAndNotJudged() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : wide()) {
            String[] cells = line.split(",");
            int row = rows.size();
            boolean lacksScore = cells[2].equals("Black") && row <= 60;
            boolean lacksTruth = cells[2].equals("White") && row > 290;
            rows.add(String.join(",", cells[0], cells[2], lacksTruth ? "" : cells[3], lacksScore ? "" : cells[4]));
        }
        HarmRequest request =
                request(write("left.csv", rows), plan -> plan.withScores(new Scores(MissingScores.EXCLUDE, List.of())));
        ReadFindings read = read(request);

        assertThat(read.table().rows()).isEqualTo(300 - 20 - 8);
        assertThat(read.remarks().toString())
                .contains("20 images have a truth and lack a score, and are left out: Black 10 patients' images.")
                .contains("8 images have no truth and are left out: White 8 images.")
                .contains("Scores of a are missing far more often where race is Black than elsewhere.");
        assertThat(Remark.stored(read.remarks(), 11))
                .extracting(Remark.Stored::shared)
                .contains("Fewer than 11 images have no truth and are left out: White fewer than 11 images.")
                .anyMatch(text -> text.contains("Black fewer than 11 patients' images") && text.startsWith("Some"));
    }

    @Test
    void aGroupOfWhichNothingIsLeftIsNamed() throws IOException {
        List<String> rows = wide();
        rows.replaceAll(
                line -> line.contains("Black") ? line.replaceAll("(,[^,]*),[^,]*(,[^,]*),[^,]*$", "$1,$2,") : line);
        HarmRequest request =
                request(write("gone.csv", rows), plan -> plan.withScores(new Scores(MissingScores.EXCLUDE, List.of())));

        assertThatThrownBy(() -> read(request))
                .hasMessageContaining("No image of Black has a truth and a score")
                .hasMessageContaining("left to compare with White");
    }

    @Test
    void imagesWithoutANumberAreCounted() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : wide()) {
            int row = rows.size();
            boolean isBlank = line.contains("Black") || row == 9;
            rows.add(line + "," + (row == 0 ? "months" : isBlank ? "" : String.valueOf(20 + row % 60)));
        }
        HarmRequest request = request(write("blank.csv", rows), plan -> plan)
                .withAssessment(plan -> plan.withAlong(List.of(new HarmPlan.Along("months", List.of()))));

        assertThat(read(request).remarks().toString())
                .contains("What has no number in months takes no part along it: 101 images.")
                .contains("Numbers of months are missing far more often where race is Black than elsewhere.");
    }

    /** Several models are compared on the images that all of them scored. */
    @Test
    void modelsArePaired() throws IOException {
        List<String> rows = new ArrayList<>(List.of("patient,image,race,model,y,p"));
        for (String line : wide().subList(1, 301)) {
            String[] cells = line.split(",");
            String who = String.join(",", cells[0], cells[1], cells[2]);
            rows.add(who + ",one," + cells[3] + "," + cells[4]);
            if (!cells[1].equals("i7")) {
                rows.add(who + ",two," + cells[3] + "," + cells[6]);
            }
        }
        HarmRequest request = request(
                write("models.csv", rows),
                plan -> plan.withIds(new Ids("patient", "image", IdRule.ASK, null))
                        .withScores(new Scores(MissingScores.EXCLUDE, List.of()))
                        .withColumns(new Columns(
                                List.of(new Named(null, "y")), List.of(), new LongForm("p", null, "model"))));
        ReadFindings read = read(request);
        List<FindingColumn> findings = read.table().findings();

        assertThat(findings).extracting(FindingColumn::title).containsExactly("y by one", "y by two");
        assertThat(read.images()).hasSize(299).doesNotContain("i7");
        assertThat(findings).allMatch(finding -> finding.takesPart(7) && finding.takesPart(298));
        assertThat(read.remarks().toString())
                .contains(
                        "1 image has a truth and lacks a score by one model or more, and is left out: Black 1 image.");
    }

    @Test
    void rolesComeFromAColumnAndTheRestTakesNoPart() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : wide()) {
            int row = rows.size() - 1;
            rows.add(line + (row < 0 ? ",split" : row / 2 % 3 == 0 ? ",train" : row / 2 % 3 == 1 ? ",valid" : ",test"));
        }
        // group follows the patient's third too: the split must not
        rows.replaceAll(line -> line.replace("Black", "White"));
        for (int row = 1; row < rows.size(); row++) {
            rows.set(row, (row - 1) / 2 % 2 == 0 ? rows.get(row).replace("White", "Black") : rows.get(row));
        }
        HarmRequest request = request(write("split.csv", rows), plan -> plan)
                .withRoles(new RolePlan("split", List.of("valid"), List.of("TEST"), 5));
        ReadFindings read = read(request);

        assertThat(read.table().rows()).isEqualTo(200);
        assertThat(read.roles().judged()).isEqualTo(100);
        assertThat(read.roles().isDisjoint()).isTrue();
        assertThat(codes(read)).contains(Remark.Code.ROWS_WITHOUT_ROLE);
    }

    /**
     * Every patient of the statistics' table chooses, and is judged under another id. Thresholds by NumPy 2.4.6 over
     * all distinct scores, of equally good ones the highest; scikit-learn's {@code roc_curve} gives 0.646 for the
     * first.
     */
    @Test
    void rulesChooseTheThresholdsOfAnotherProgram() throws IOException {
        List<String> rows = Files.readAllLines(
                Path.of("../subtext-statistics/src/test/resources/org/subtext/statistics/findings.csv"));
        List<String> twice = new ArrayList<>(List.of(rows.get(0) + ",role"));
        for (String row : rows.subList(1, rows.size())) {
            twice.add(row + ",choose");
            twice.add("J" + row + ",judge");
        }
        HarmRequest request = request(
                        write("twice.csv", twice),
                        plan -> plan.withColumns(new Columns(
                                List.of(new Named(null, "truth")), List.of(new Named(null, "score")), null)))
                .withRoles(new RolePlan("role", List.of("choose"), List.of("judge"), 5));
        Map<OperatingPlan, Double> known = Map.of(
                OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2), 0.629,
                OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_AT_MOST, 0.2), 0.631,
                OperatingPlan.of(Rule.SENSITIVITY_AT_LEAST, 0.8), 0.599,
                OperatingPlan.of(Rule.YOUDEN, null), 0.633,
                OperatingPlan.of(Rule.MAXIMUM_F1, null), 0.549);

        for (Map.Entry<OperatingPlan, Double> one : known.entrySet()) {
            HarmAssessment found = assessed(request.withAssessment(plan -> plan.withOperating(one.getKey())));
            assertThat(found.findings().get(0).thresholds())
                    .as("%s", one.getKey())
                    .containsExactly(new Estimate.Point(one.getValue()));
        }
    }

    @Test
    void ordinalTruthsAreCutAndGroupsComeFromAJoinedTable() throws IOException {
        List<String> scores = new ArrayList<>(List.of("case,p"));
        List<String> people = new ArrayList<>(List.of("case,patient,race,grade"));
        for (int one = 0; one < 60; one++) {
            scores.add("c" + one + ",0." + (10 + one));
            people.add("c" + one + ",P" + one + "," + (one % 2 == 0 ? "White" : "") + "," + one % 6);
        }
        Path second = write("people.csv", people);
        TablePlan plan = new TablePlan(
                write("scores.csv", scores),
                null,
                new SecondTable(second, "case"),
                new Ids("patient", "case", IdRule.ASK, null),
                new Columns(List.of(new Named("nodule", "grade")), List.of(new Named(null, "p")), null),
                new TruthReading(List.of(), 4.0, Uncertain.EXCLUDE, List.of()),
                Scores.NUMBERS,
                Map.of());
        ReadFindings read = read(new HarmRequest(plan, RolePlan.CROSS_FITTED, HarmPlan.of("race", "not recorded")));
        FindingColumn nodule = read.table().findings().get(0);

        assertThat(Stream.iterate(0, row -> row + 1).limit(60).filter(nodule::isPresent))
                .hasSize(20);
        assertThat(read.reference()).isEqualTo("not recorded");
        assertThat(read.images().get(5)).isEqualTo("c5");
    }

    /** Of which group a row without a match is nobody knows where the joined table alone has groups. */
    @Test
    void itIsNotSaidThatGroupsMatchAlikeWhereNobodyKnows() throws IOException {
        List<String> scores = new ArrayList<>(List.of("case,p"));
        List<String> people = new ArrayList<>(List.of("case,race,y"));
        for (int one = 0; one < 90; one++) {
            scores.add("c" + one + ",0." + (10 + one));
            if (one % 3 > 0) {
                people.add("c" + one + "," + (one % 3 == 1 ? "White" : "Black") + "," + one / 3 % 2);
            }
        }
        TablePlan plan = new TablePlan(
                write("scores.csv", scores),
                null,
                new SecondTable(write("people.csv", people), "case"),
                new Ids(ScorePlan.EACH_ROW, null, IdRule.ASK, null),
                new Columns(List.of(new Named(null, "y")), List.of(new Named(null, "p")), null),
                TruthReading.USUAL,
                Scores.NUMBERS,
                Map.of());
        ReadFindings read = read(new HarmRequest(plan, RolePlan.CROSS_FITTED, HarmPlan.of("race", "White")));

        assertThat(read.remarks().toString())
                .contains("Whether rows of one race lack a match more often than others cannot be told")
                .contains("30 images have no truth and are left out: not recorded 30 images.")
                .doesNotContain("about the same share");
    }

    @Test
    void rowsOfOneJoinedCaseThatCountAsPatientsAreToldOf() throws IOException {
        assertThat(takenForPatients(1)).doesNotContain("share");
        assertThat(takenForPatients(2)).contains("also where rows share their case");
    }

    private String takenForPatients(int imagesOfACase) throws IOException {
        List<String> scores = new ArrayList<>(List.of("case,p"));
        List<String> people = new ArrayList<>(List.of("case,race,y"));
        for (int one = 0; one < 60; one++) {
            scores.add("c" + one / imagesOfACase + ",0." + (10 + one));
            people.add("c" + one + "," + (one % 2 == 0 ? "White" : "Black") + "," + one / 2 % 2);
        }
        TablePlan plan = new TablePlan(
                write("scores" + imagesOfACase + ".csv", scores),
                null,
                new SecondTable(write("people.csv", people), "case"),
                new Ids(ScorePlan.EACH_ROW, null, IdRule.ASK, null),
                new Columns(List.of(new Named(null, "y")), List.of(new Named(null, "p")), null),
                TruthReading.USUAL,
                Scores.NUMBERS,
                Map.of());
        return read(new HarmRequest(plan, RolePlan.CROSS_FITTED, HarmPlan.of("race", "White"))).remarks().stream()
                .filter(remark -> remark.code() == Remark.Code.ROWS_TAKEN_FOR_PATIENTS)
                .map(Remark::toString)
                .findFirst()
                .orElseThrow();
    }
}
