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
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cohort.TruthReading;
import org.subtext.cohort.TruthReading.Uncertain;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.TablePlan.Columns;
import org.subtext.harm.reading.TablePlan.Ids;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.harm.reading.TablePlan.Scores;
import org.subtext.identities.IdRule;
import org.subtext.predictions.MissingScores;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;

/** Tables whose columns stand for something else than was meant. */
class MisreadTablesTest {
    private static final int ROWS = 120;

    @TempDir
    private Path folder;

    /** A patient a row, of groups White and Black, with a name each; scores tell the finding, turned ones too. */
    private Path table(String present, String absent) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        List<String> lines = new ArrayList<>(List.of("patient,image,race,name,y,p,turned,noise"));
        for (int row = 0; row < ROWS; row++) {
            boolean isPresent = random.nextBoolean();
            double score = (random.nextDouble() + (isPresent ? 0.5 : 0)) / 1.5;
            lines.add("P%d,I%d,%s,Name%d,%s,%.4f,%.4f,%.4f"
                    .formatted(
                            row,
                            row,
                            row % 2 == 0 ? "White" : "Black",
                            row,
                            isPresent ? present : absent,
                            score,
                            1 - score,
                            random.nextDouble()));
        }
        return Files.write(folder.resolve("table.csv"), lines);
    }

    private static ReadFindings read(
            Path table, String attribute, String score, TruthReading truth, List<String> within) throws IOException {
        TablePlan plan = TablePlan.of(table)
                .withIds(new Ids("patient", "image", IdRule.ASK, null))
                .withColumns(new Columns(List.of(new Named(null, "y")), List.of(new Named(null, score)), null))
                .withTruth(truth);
        return FindingTableReader.read(
                new HarmRequest(
                        plan,
                        RolePlan.CROSS_FITTED,
                        HarmPlan.of(attribute, "White").withComparison(groups -> groups.withStrata(within))),
                Progress.SILENT);
    }

    private AbstractThrowableAssert<?, ?> refusal(String attribute, List<String> within) {
        return assertThatThrownBy(() -> read(table("1", "0"), attribute, "p", said(), within))
                .isInstanceOf(InvalidInputException.class);
    }

    private static TruthReading said(String... positive) {
        return new TruthReading(List.of(positive), null, Uncertain.EXCLUDE, List.of());
    }

    @Test
    void columnsOfPatientsImagesScoresOrTheTruthMakeNoGroups() throws IOException {
        refusal("patient", List.of()).hasMessageContaining("Column patient is named for groups and for patients");
        refusal("image", List.of()).hasMessageContaining("for groups and for images");
        refusal("p", List.of()).hasMessageContaining("for groups and for scores");
        refusal("y", List.of()).hasMessageContaining("for groups and for the truth");
        refusal("race", List.of("p", "patient"))
                .hasMessageContaining("Column p is")
                .hasMessageContaining("Column patient is");
        assertThat(read(table("1", "0"), "race", "p", said(), List.of()).groups())
                .hasSize(ROWS);
    }

    /** Nothing is compared of models that scored other images each. */
    @Test
    void modelsWithoutAnImageInCommonAreRefused() throws IOException {
        Path file = table("1", "0");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",");
            cells[row % 2 == 0 ? 5 : 7] = "";
            lines.set(row, String.join(",", cells));
        }
        Files.write(file, lines);
        TablePlan plan = TablePlan.of(file)
                .withIds(new Ids("patient", null, IdRule.ASK, null))
                .withScores(new Scores(MissingScores.EXCLUDE, List.of()))
                .withColumns(new Columns(
                        List.of(new Named("a", "y")), List.of(new Named("a", "p"), new Named("a", "noise")), null));

        refused(plan, "No image with a truth of a is scored by all of p, noise");
    }

    private void refused(TablePlan plan, String... saying) {
        assertThatThrownBy(() -> FindingTableReader.read(
                        new HarmRequest(plan, RolePlan.CROSS_FITTED, HarmPlan.of("race", "White")), Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(saying);
    }

    @Test
    void oneColumnIsNotTwoModels() throws IOException {
        TablePlan plan = TablePlan.of(table("1", "0"))
                .withIds(new Ids("patient", null, IdRule.ASK, null))
                .withColumns(new Columns(
                        List.of(new Named("a", "y")), List.of(new Named("a", "p"), new Named("a", "p")), null));
        refused(plan, "Column p is named 2 times for scores of a");
    }

    /** A misspelt category would count as not called. */
    @Test
    void aCategoryThatNoColumnHoldsIsRefused() throws IOException {
        Path file = table("1", "0");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.replaceAll(line -> line.replaceFirst("Name\\d*[02468],", "low,").replaceFirst("Name\\d+,", "high,"));
        Files.write(file, lines);
        TablePlan plan = TablePlan.of(file)
                .withIds(new Ids("patient", null, IdRule.ASK, null))
                .withColumns(new Columns(List.of(new Named(null, "y")), List.of(new Named(null, "name")), null))
                .withScores(new Scores(MissingScores.REFUSE, List.of("High", "hihg")));
        refused(plan, "\"hihg\" is no value of column name", "Values: high, low.");
    }

    @Test
    void probabilitiesAmongLogitsAreSaid() throws IOException {
        Path file = table("1", "0");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int row = 1; row < lines.size(); row += 2) {
            String[] cells = lines.get(row).split(",");
            cells[7] = String.format(java.util.Locale.ROOT, "%.3f", (Double.parseDouble(cells[7]) - 0.5) * 12);
            lines.set(row, String.join(",", cells));
        }
        Files.write(file, lines);

        assertThat(codes(file, "noise")).containsExactly(Remark.Code.SCORES_OF_TWO_SCALES);
    }

    /** Groups are told by name in what may be shared. */
    @Test
    void namesOfPeopleMakeNoGroups() {
        refusal("name", List.of())
                .hasMessageContaining("more than 30 values")
                .hasMessageContaining("name another column")
                .hasMessageNotContaining("Name1");
    }

    @Test
    void scoresThatRunTheOtherWayAreSaidToAndNoOthers() throws IOException {
        Path table = table("1", "0");
        assertThat(codes(table, "turned")).containsExactly(Remark.Code.SCORES_RUN_THE_OTHER_WAY);
        assertThat(codes(table, "p")).isEmpty();
        assertThat(codes(table, "noise")).isEmpty();
    }

    private static List<Remark.Code> codes(Path table, String score) throws IOException {
        return read(table, "race", score, said(), List.of()).remarks().stream()
                .map(Remark::code)
                .toList();
    }

    @Test
    void aFindingThatIsThereInAListIsNotTakenForAbsent() throws IOException {
        Path lists = table("Mass|Effusion", "Mass");
        assertThatThrownBy(() -> read(lists, "race", "p", said("effusion", "Mass"), List.of()))
                .hasMessageContaining("holds lists")
                .hasMessageContaining("row ");
        ReadFindings named = read(lists, "race", "p", said("mass|effusion"), List.of());
        assertThat(IntStream.range(0, ROWS)
                        .filter(named.table().findings().get(0)::isPresent)
                        .count())
                .isBetween(1L, (long) ROWS - 1);
    }

    /** Pasted, a cure with the first value would turn the truth round. */
    @Test
    void theCureOfATruthInOtherWordsNamesNoneOfThem() throws IOException {
        Path words = table("ja", "nein");
        assertThatThrownBy(() -> read(words, "race", "p", said(), List.of()))
                .hasMessageContaining("\"nein\"")
                .hasMessageContaining(": VALUE");
    }

    @Test
    void aTruthOfOneClassIsNotCalledParted() throws IOException {
        assertThat(codes(table("0", "0"), "p")).isEmpty();
    }

    /** The cell of one row may be what one patient alone has. */
    @Test
    void valuesOfFewRowsThatWereTakenForAbsentAreSaidAndNotNamed() throws IOException {
        Path file = table("Mass", "Clear");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.replaceAll(line -> line.startsWith("P7,") ? line.replaceFirst("Mass|Clear", "Masss") : line);
        Files.write(file, lines);
        TruthReading truth = new TruthReading(List.of("Mass"), null, Uncertain.EXCLUDE, List.of());

        Remark.Stored remark = Remark.stored(
                        read(file, "race", "p", truth, List.of()).remarks(), 11)
                .stream()
                .filter(one -> one.code().equals("values-taken-for-absent"))
                .findFirst()
                .orElseThrow();

        assertThat(remark.shared())
                .contains("not there: Clear, and values of few rows each, among which a misspelt one would be, in ")
                .doesNotContain("Masss");
    }

    /** The table with a further column, of which each patient has what stands at their place. */
    private Path along(IntFunction<String> numbers) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(table("1", "0")));
        for (int row = 0; row <= ROWS; row++) {
            lines.set(row, lines.get(row) + "," + (row == 0 ? "number" : numbers.apply(row - 1)));
        }
        return Files.write(folder.resolve("along.csv"), lines);
    }

    private static double[] numbers(Path table, Map<String, List<String>> recorded) throws IOException {
        TablePlan usual = TablePlan.of(table);
        TablePlan plan = new TablePlan(
                table,
                null,
                null,
                new Ids("patient", "image", IdRule.ASK, null),
                new Columns(List.of(new Named(null, "y")), List.of(new Named(null, "p")), null),
                usual.truth(),
                usual.scores(),
                recorded);
        HarmPlan asked = HarmPlan.of("race", "White").withAlong(List.of(new HarmPlan.Along("number", List.of())));
        return FindingTableReader.read(new HarmRequest(plan, RolePlan.CROSS_FITTED, asked), Progress.SILENT)
                .table()
                .numbers("number");
    }

    /** Codes of forms among weights, doses and ages; the cure reads them as values. */
    @Test
    void numbersThatStandForNoneDrawNoCurve() throws IOException {
        Path weights = along(row -> row % 40 == 3 ? "999" : String.valueOf(15 + row * 7 % 23 / 1.3));
        assertThatThrownBy(() -> numbers(weights, Map.of()))
                .hasMessageContaining("holds 999 in 3 images beside numbers from 15.0 to")
                .hasMessageContaining("{number: 999}");
        assertThat(numbers(weights, Map.of("number", List.of("999")))).contains(999);
        Path doses = along(row -> row % 10 == 3 ? "-9" : String.valueOf(1 + row % 8));
        assertThatThrownBy(() -> numbers(doses, Map.of())).hasMessageContaining("{number: -9}");
        assertThat(numbers(doses, Map.of("number", List.of("-9")))).contains(-9);
        Path changes = along(row -> row % 10 == 3 ? "-99" : String.valueOf((row % 9 - 4) / 2.0));
        assertThatThrownBy(() -> numbers(changes, Map.of())).hasMessageContaining("holds -99 in 12 images");
        Path ages = along(row -> row % 10 == 3 ? "99" : String.valueOf(20 + row % 66));
        assertThatThrownBy(() -> numbers(ages, Map.of())).hasMessageContaining("holds 99 in 12 images");
    }

    /** An old patient, weights up to 99 kg, changes of both signs, answers on a scale, doses of which many are none. */
    @Test
    void numbersThatOnlyLookLikeCodesStay() throws IOException {
        List<IntFunction<String>> lawful = List.of(
                row -> row == 3 ? "99" : String.valueOf(20 + row % 72),
                row -> String.valueOf(50 + row % 50),
                row -> String.valueOf((row % 41 - 20) / 4.0),
                row -> String.valueOf(row % 5 - 2),
                row -> String.valueOf(row % 10),
                row -> row % 2 == 0 ? "0" : String.valueOf(5 + row % 46));
        for (IntFunction<String> numbers : lawful) {
            assertThat(numbers(along(numbers), Map.of())).hasSize(ROWS);
        }
    }
}
