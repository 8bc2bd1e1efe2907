package org.subtext.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.assessment.Verdict;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.KeyedHash;

class LookLedgerTest {
    @TempDir
    private Path runs;

    @Test
    void aSecondLookAtTheSamePatientsIsFoundWhateverWasAsked() {
        EarlierLooks first = look("a", "race", patients(0, 40), Verdict.Kind.CANNOT_TELL, "1");
        EarlierLooks second = look("b", "sex", patients(0, 40), Verdict.Kind.REVEALS, "2");
        EarlierLooks third = look("c", "race", patients(0, 40), Verdict.Kind.CANNOT_TELL, "1");

        assertThat(first.isFirst()).isTrue();
        assertThat(first.sentence())
                .isEqualTo("This is the first look at these patients that is recorded beside these runs.");
        assertThat(second.ordinal()).isEqualTo(2);
        assertThat(third.sentence())
                .contains("This is the 3rd look at these patients that is recorded beside these runs; the earlier ones"
                        + " answered “cannot tell” for recorded race and answered “reveals” for recorded sex.")
                .contains("One earlier look computed exactly the same.");
    }

    @Test
    void cohortsThatShareMostOrSomePatientsAreFound() {
        look("a", "race", patients(0, 40), Verdict.Kind.REVEALS, "1");
        look("b", "race", patients(90, 130), Verdict.Kind.REVEALS, "2");
        EarlierLooks looks = look("c", "race", patients(10, 95), Verdict.Kind.REVEALS, "3");
        EarlierLooks inside = look("d", "race", patients(20, 40), Verdict.Kind.REVEALS, "4");
        EarlierLooks elsewhere = look("e", "race", patients(200, 300), Verdict.Kind.REVEALS, "5");

        assertThat(looks).isEqualTo(new EarlierLooks(List.of(), 0, 0, 2, 0));
        assertThat(inside).isEqualTo(new EarlierLooks(List.of(), 0, 2, 0, 0));
        assertThat(inside.isFirst()).isFalse();
        assertThat(inside.sentence())
                .contains("2 earlier looks were at cohorts that hold at least half of these")
                .contains("both answers together can tell of them: share one of the two.");
        assertThat(elsewhere.isFirst()).isTrue();
    }

    @Test
    void rowsWithoutIdsAreToldByTheirFileOrByWhatIsRecorded() {
        List<String> recorded = List.of("A", "B", "B", "A", "B");
        look("a", "race", LookedAt.withoutIds("file 1", recorded), Verdict.Kind.REVEALS, "1");
        LookedAt otherColumn = LookedAt.withoutIds("file 1", List.of("M", "M", "F", "F", "M"));
        LookedAt otherScores = LookedAt.withoutIds("file 2", recorded);
        LookedAt otherPatients = LookedAt.withoutIds("file 3", List.of("B", "B", "B", "A", "A"));

        assertThat(look("b", "sex", otherColumn, Verdict.Kind.REVEALS, "2").ordinal())
                .isEqualTo(2);
        assertThat(look("c", "race", otherScores, Verdict.Kind.REVEALS, "3").ordinal())
                .isEqualTo(2);
        assertThat(look("d", "race", otherPatients, Verdict.Kind.REVEALS, "4").isFirst())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P%05d", "p %d", "%d.0", "patient-%d", "'%d"})
    void idsInAnotherSpellingAreTheSamePatients(String spelling) {
        look("a", "race", spelt("%d", 0, 40), Verdict.Kind.CANNOT_TELL, "1");

        assertThat(look("b", "race", spelt(spelling, 0, 40), Verdict.Kind.REVEALS, "2")
                        .ordinal())
                .isEqualTo(2);
        assertThat(look("c", "race", spelt(spelling, 0, 39), Verdict.Kind.REVEALS, "3")
                        .sharingMost())
                .isEqualTo(2);
        assertThat(look("d", "race", spelt("site B-%d", 0, 40), Verdict.Kind.REVEALS, "4")
                        .isFirst())
                .isTrue();
    }

    private static LookedAt spelt(String id, int from, int to) {
        return LookedAt.of(IntStream.range(from, to)
                .mapToObj(i -> new LookedAt.Row(id.formatted(i), "row " + i, i % 3 == 0 ? "A" : "B"))
                .toList());
    }

    @Test
    void rowsThatAreSaidToBePatientsAreTheSamePatients() {
        look("a", "race", patients(0, 40), Verdict.Kind.CANNOT_TELL, "1");
        LookedAt eachImage = LookedAt.of(IntStream.range(0, 40)
                .mapToObj(i -> new LookedAt.Row("image " + i, "image " + i, i % 2 == 0 ? "a" : "b"))
                .toList());
        List<String> recorded =
                IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "A" : "B").toList();

        assertThat(look("b", "race", eachImage, Verdict.Kind.REVEALS, "2").ordinal())
                .isEqualTo(2);
        assertThat(look("c", "race", LookedAt.withoutIds("file", recorded), Verdict.Kind.REVEALS, "3")
                        .ordinal())
                .isEqualTo(2);
    }

    @Test
    void anotherMarginIsSaid() {
        LookLedger.Begun begun = ledger().begin(asked("a", "race"), patients(0, 40));
        ledger().answer(begun, new Look.Answer("rule", Verdict.Kind.NO_EVIDENCE, "1", 0.2), List.of());

        assertThat(look("b", "race", patients(0, 40), Verdict.Kind.CANNOT_TELL, "2")
                        .sentence())
                .contains("the earlier one answered “no evidence” for recorded race at a margin of 0.20.");
    }

    /** A ledger of a version that knew patients by their ids alone, and noted no margin. */
    @Test
    void anOlderLedgerIsReadAndAddedTo() throws IOException {
        look("a", "race", patients(0, 40), Verdict.Kind.CANNOT_TELL, "1");
        String salt = Files.readAllLines(file()).get(0);
        LedgerLines older = LedgerLines.read(List.of(salt), "older");
        KeyedHash key = older.salt();
        LookedAt who = patients(0, 40);
        Files.writeString(
                file(),
                salt + "\n"
                        + older.add(new Look(
                                        1,
                                        Instant.parse("2026-11-20T10:00:00Z"),
                                        asked("a", "race"),
                                        PatientSketch.of(who.patients(), key),
                                        key.hex("rows", who.rows(), 32),
                                        new Look.Answer("rule", Verdict.Kind.CANNOT_TELL, "1", null),
                                        null))
                                .replaceAll(",\"other_names\":null|,\"margin\":null", ""));
        reseal(salt);

        assertThat(ledger().looks())
                .singleElement()
                .satisfies(look -> assertThat(look.otherNames()).isNull());
        assertThat(look("b", "race", who, Verdict.Kind.REVEALS, "2").ordinal()).isEqualTo(2);
    }

    /** Seals the one line below the salt as a version without the fields that are not there would have. */
    private void reseal(String salt) throws IOException {
        KeyedHash key = LedgerLines.read(List.of(salt), "older").salt();
        String body = Files.readAllLines(file()).get(1).replaceFirst(",\"seal\":\"[0-9a-f]{16}\"", "");
        String seal = key.hex("seal", key.hex("first seal", "", 16) + body, 16);
        Files.writeString(file(), salt + "\n" + body.substring(0, body.length() - 1) + ",\"seal\":\"" + seal + "\"}\n");
    }

    @Test
    void whatWasBegunAndGaveNoAnswerIsCountedApart() {
        ledger().begin(asked("a", "race"), patients(0, 40));
        EarlierLooks looks = look("b", "race", patients(0, 40), Verdict.Kind.REVEALS, "1");

        assertThat(looks).isEqualTo(new EarlierLooks(List.of(), 1, 0, 0, 0));
        assertThat(looks.sentence()).contains("One further run on these patients had been begun and gave no answer.");
    }

    @Test
    void whatWasEndedWithoutAnAnswerGoesOnWhereTheSameIsAskedOfTheSameRows() {
        LookLedger.Begun begun = ledger().begin(asked("a", "race"), patients(0, 40));

        assertThat(goesOn("race", 40, LookLedger.Begun.NOWHERE)).isEqualTo(begun);
        assertThat(goesOn("sex", 40, begun).number()).isEqualTo(2);
        assertThat(goesOn("race", 41, begun).number()).isEqualTo(3);
        ledger().answer(begun, new Look.Answer("rule", Verdict.Kind.REVEALS, "1", 0.1), List.of());
        assertThat(goesOn("race", 40, begun)).isEqualTo(begun);
        assertThat(goesOn("race", 40, LookLedger.Begun.NOWHERE).number()).isEqualTo(4);
    }

    private LookLedger.Begun goesOn(String attribute, int patients, LookLedger.Begun interrupted) {
        return ledger().beginOrContinue(asked("a", attribute), patients(0, patients), interrupted);
    }

    @Test
    void anAnswerIsNotedOnceAndAnotherAnswerIsAFurtherLook() {
        LookLedger.Begun begun = ledger().begin(asked("a", "race"), patients(0, 40));
        Look.Answer answer = new Look.Answer("rule", Verdict.Kind.REVEALS, "1", 0.1);
        ledger().answer(begun, answer, List.of());
        EarlierLooks again = ledger().answer(begun, answer, List.of());
        EarlierLooks byNewRule =
                ledger().answer(begun, new Look.Answer("new rule", Verdict.Kind.CANNOT_TELL, "1", 0.1), List.of());

        assertThat(again.isFirst()).isTrue();
        assertThat(byNewRule.ordinal()).isEqualTo(2);
        assertThat(ledger().looks()).hasSize(2);
    }

    @Test
    void looksThatTheLedgerHasNotAreCounted() {
        LookLedger.Begun kept = ledger().begin(asked("a", "race"), patients(0, 40));
        LookLedger.Begun begun = ledger().begin(asked("b", "race"), patients(50, 60));
        EarlierLooks looks = ledger().answer(
                        begun,
                        new Look.Answer("rule", Verdict.Kind.REVEALS, "1", 0.1),
                        List.of(kept, LookLedger.Begun.NOWHERE, new LookLedger.Begun("another", 1)));

        assertThat(looks.unrecorded()).isEqualTo(2);
        assertThat(looks.isFirst()).isFalse();
        assertThat(looks.sentence()).contains("Of 2 runs beside this one the ledger has no look");
    }

    @Test
    void noIdIsInTheFileAndOnlyItsOwnerMayReadIt() throws IOException {
        LookedAt who = LookedAt.of(List.of(
                new LookedAt.Row("MRN-4711", "chest-1.dcm", "White"), new LookedAt.Row("MRN-4712", "b", "Black")));
        look("a", "race", who, Verdict.Kind.REVEALS, "1");
        String text = Files.readString(file());

        assertThat(text).doesNotContain("4711", "chest", "White").contains("\"run\":\"a\"", "reveals");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    /** As if its process had been killed while it wrote the last line. */
    @Test
    void aLineThatWasCutOffAnywhereIsDroppedAndWrittenAgain() throws IOException {
        look("a", "race", patients(0, 40), Verdict.Kind.REVEALS, "1");
        byte[] before = Files.readAllBytes(file());
        LookLedger.Begun cut = ledger().begin(asked("b", "race"), patients(0, 40));
        byte[] whole = Files.readAllBytes(file());

        for (int end = before.length; end < whole.length; end += 97) {
            Files.write(file(), Arrays.copyOf(whole, end));
            assertThat(ledger().looks()).hasSize(1);
            assertThat(ledger().begin(asked("b", "race"), patients(0, 40))).isEqualTo(cut);
            assertThat(ledger().looks()).hasSize(2);
        }
    }

    @Test
    void aFirstLineThatWasCutOffIsBegunAnew() throws IOException {
        look("a", "race", patients(0, 40), Verdict.Kind.REVEALS, "1");
        String header = Files.readAllLines(file()).get(0);
        for (int end : new int[] {0, 1, 10, header.length() - 1, header.length()}) {
            Files.writeString(file(), header.substring(0, end));
            ledger().requireUsable();
            assertThat(look("a", "race", patients(0, 40), Verdict.Kind.REVEALS, "1")
                            .isFirst())
                    .isTrue();
        }
    }

    @Test
    void everyChangedMissingOrForeignLineIsRefusedByItsNumber() throws IOException {
        for (int i = 0; i < 3; i++) {
            look("run " + i, "race", patients(0, 40), Verdict.Kind.REVEALS, "1");
        }
        List<String> lines = Files.readAllLines(file());
        LookLedger other = LookLedger.in(runs.resolve("other"), Argument.RUNS_FOLDER);
        other.begin(asked("x", "race"), patients(0, 40));
        String foreign = Files.readAllLines(runs.resolve("other").resolve(LookLedger.FILE))
                .get(1);

        assertRefused(3, with(lines, 2, lines.get(2).replace("reveals", "no_evidence")));
        assertRefused(3, with(lines, 2, lines.get(2) + " "));
        assertRefused(3, without(lines, 2));
        assertRefused(2, with(lines, 1, foreign));
        assertRefused(5, with(lines, 4, "what is this"));
        assertRefused(1, with(lines, 0, "{\"ledger\":\"looks\",\"version\":1}"));
        assertRefused(1, List.of("image,patient", "a,b"));
        assertThatThrownBy(() -> {
                    Files.write(file(), List.of(lines.get(0).replace("\"version\":1", "\"version\":2")));
                    ledger().requireUsable();
                })
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("later version");
    }

    /** The mend that the message names: move the file away. */
    @Test
    void aDamagedLedgerThatIsMovedAwayGivesWayToANewOne() throws IOException {
        LookLedger.Begun lost = ledger().begin(asked("a", "race"), patients(0, 40));
        Files.writeString(file(), "damaged\n");
        Files.move(file(), runs.resolve("looks-damaged.jsonl"));
        LookLedger.Begun begun = ledger().begin(asked("b", "race"), patients(0, 40));
        Look.Answer answer = new Look.Answer("rule", Verdict.Kind.REVEALS, "1", 0.1);

        assertThat(ledger().has(lost)).isFalse();
        assertThat(ledger().answer(begun, answer, List.of(lost)).unrecorded()).isEqualTo(1);
    }

    @Test
    void whatCannotBeALedgerIsRefusedWithAnotherPlace() throws IOException {
        Files.createDirectory(file());

        assertThatThrownBy(() -> ledger().requireUsable())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining(Argument.RUNS_FOLDER.id());
        assertThatThrownBy(() -> ledger().begin(asked("a", "race"), patients(0, 4)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void severalProcessesAndThreadsMayWriteAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            runs.toString(),
                            name)
                    .inheritIO()
                    .start());
        }
        IntStream.range(0, 20).parallel().forEach(i -> look("here " + i, "race", patients(0, 40), null, "1"));
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        List<Look> looks = ledger().looks();
        assertThat(looks).hasSize(60).allMatch(look -> look.answer() != null);
        assertThat(looks.stream().map(Look::number).sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
    }

    /** Another process that looks twenty times. */
    static final class Writer {
        public static void main(String[] arguments) {
            for (int i = 0; i < 20; i++) {
                look(Path.of(arguments[0]), arguments[1] + " " + i, "race", patients(0, 40), null, "1");
            }
        }
    }

    private void assertRefused(int line, List<String> lines) throws IOException {
        Files.write(file(), lines, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ledger().requireUsable())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Line " + line + " of the ledger of looks " + file());
        assertThatThrownBy(() -> ledger().begin(asked("a", "race"), patients(0, 4)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(Files.readAllLines(file())).isEqualTo(lines);
    }

    private static List<String> with(List<String> lines, int at, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, line);
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    @Test
    void aSurveyThatRankedTheAttributeIsTold() {
        LookLedger ledger = ledger();
        LookLedger.Begun survey = ledger.begin(new Look.Asked("survey", "a", "2 columns"), patients(0, 30));
        Look.Answer ranked = new Look.Answer(
                "survey", null, "1", null, List.of(new Look.Surveyed("race", true), new Look.Surveyed("sex", false)));
        ledger.answer(survey, ranked, List.of());
        LookLedger.Begun audit = ledger.begin(new Look.Asked("audit", "b", "race"), patients(10, 40));

        EarlierLooks looks = ledger.answer(audit, new Look.Answer("rule", Verdict.Kind.REVEALS, "2", 0.1), List.of());

        assertThat(looks.surveys()).containsExactly(new EarlierLooks.Survey("race", 2, true));
        assertThat(looks.sentence())
                .startsWith("This is the 2nd look")
                .contains("surveyed 2 columns and ranked recorded race as “detectable”.");
    }

    /** A plan that asks for more has the same estimates of what both ask for. */
    @Test
    void equalEstimatesOfAnotherPlanOrOfOtherRowsAreNotTheSame() {
        LookLedger ledger = ledger();
        Look.Answer answer = new Look.Answer("rule", Verdict.Kind.CANNOT_TELL, "1", 0.1);
        Look.Asked asked = asked("first", "race");
        ledger.answer(ledger.begin(asked, patients(0, 40)), answer, List.of());

        Look.Asked further = new Look.Asked("second", "along age too", "race");
        assertThat(ledger.answer(ledger.begin(further, patients(0, 40)), answer, List.of())
                        .sentence())
                .contains("2nd look")
                .doesNotContain("exactly the same");
        LookedAt others = LookedAt.of(IntStream.range(0, 40)
                .mapToObj(i -> new LookedAt.Row("p" + i, "image " + i, "A"))
                .toList());
        assertThat(ledger.answer(ledger.begin(asked("third", "race"), others), answer, List.of())
                        .sentence())
                .contains("3rd look")
                .doesNotContain("exactly the same");
        assertThat(ledger.answer(ledger.begin(asked("fourth", "race"), patients(0, 40)), answer, List.of())
                        .sentence())
                .contains("One earlier look computed exactly the same.");
    }

    private Path file() {
        return runs.resolve(LookLedger.FILE);
    }

    private LookLedger ledger() {
        return LookLedger.in(runs, Argument.RUNS_FOLDER);
    }

    /**
     * The attack: an answer that holds a small group back, and another about the same patients, or nearly the same,
     * that tells what all have together.
     */
    @Test
    void anAnswerThatTellsWhatAnEarlierOneHoldsBackSaysSo() {
        assertThat(harm("groups", "race", patients(0, 40), true).givingAway()).isZero();
        EarlierLooks ofAll = harm("all", "all patients", patients(0, 40), false);
        EarlierLooks withoutOne = harm("fewer", "race", patients(1, 40), false);
        EarlierLooks again = harm("again", "race", patients(0, 40), true);
        EarlierLooks others = harm("others", "race", patients(100, 140), true);

        assertThat(ofAll.givingAway()).isEqualTo(1);
        assertThat(ofAll.sentence())
                .contains("One of the earlier answers asked otherwise of these patients, or of some of them. Where one"
                        + " of two holds a small group back, or both differ by few")
                .contains("Share one of them, and not both.");
        assertThat(withoutOne.givingAway())
                .as("with the answer that held back; that of all held nothing")
                .isEqualTo(1);
        assertThat(again.givingAway())
                .as("with all but the one that asked the same")
                .isEqualTo(2);
        assertThat(again.sentence()).contains("2 of the earlier answers asked otherwise");
        assertThat(others.givingAway()).isZero();
    }

    @Test
    void whereNothingIsHeldBackNothingIsGivenAway() {
        harm("race", "race", patients(0, 40), false);
        look("scores", "race", patients(0, 40), Verdict.Kind.REVEALS, "1");
        assertThat(harm("sex", "sex", patients(0, 40), false).sentence()).doesNotContain("asked otherwise");
        assertThat(look("scores2", "sex", patients(0, 40), Verdict.Kind.REVEALS, "2")
                        .givingAway())
                .isZero();
    }

    /** The attack: two thresholds near each other, between which one patient lies. */
    @Test
    void twoPlansAboutOneAttributeMayTellOfTheFewBetweenThem() {
        harm("race", "race", patients(0, 40), false);
        EarlierLooks other = harm(new Look.Asked("near", "plan at 0.504", "race"), patients(0, 40), false);
        assertThat(other.givingAway()).isEqualTo(1);
    }

    private EarlierLooks harm(String run, String attribute, LookedAt who, boolean holdsBack) {
        return harm(asked(run, attribute), who, holdsBack);
    }

    private EarlierLooks harm(Look.Asked asked, LookedAt who, boolean holdsBack) {
        LookLedger ledger = LookLedger.in(runs, Argument.RUNS_FOLDER);
        Look.OfHarm harm = new Look.OfHarm(1, org.subtext.harm.Verdict.CANNOT_TELL, holdsBack);
        return ledger.answer(
                ledger.begin(asked, who), new Look.Answer("harm", null, "estimates", 0.05, null, harm), List.of());
    }

    private EarlierLooks look(
            String run, String attribute, LookedAt who, Verdict.@Nullable Kind verdict, String estimates) {
        return look(runs, run, attribute, who, verdict, estimates);
    }

    private static EarlierLooks look(
            Path runs, String run, String attribute, LookedAt who, Verdict.@Nullable Kind verdict, String estimates) {
        LookLedger ledger = LookLedger.in(runs, Argument.RUNS_FOLDER);
        LookLedger.Begun begun = ledger.begin(asked(run, attribute), who);
        return ledger.answer(begun, new Look.Answer("rule", verdict, estimates, 0.1), List.of());
    }

    private static Look.Asked asked(String run, String attribute) {
        return new Look.Asked(run, "plan of " + attribute, attribute);
    }

    private static LookedAt patients(int from, int to) {
        return LookedAt.of(IntStream.range(from, to)
                .mapToObj(i -> new LookedAt.Row("p" + i, "image " + i, i % 2 == 0 ? "A" : "B"))
                .toList());
    }
}
