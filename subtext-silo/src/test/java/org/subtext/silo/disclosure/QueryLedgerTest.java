package org.subtext.silo.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.KeyedHash;
import org.subtext.silo.journal.Journal;
import org.subtext.testing.Seeds;

class QueryLedgerTest {
    private static final int LIMIT = 11;

    @TempDir
    Path folder;

    private static Set<String> patients(int most, IntPredicate isOf) {
        return IntStream.range(0, most)
                .filter(isOf)
                .mapToObj(patient -> "patient-" + patient)
                .collect(Collectors.toSet());
    }

    private QueryLedger open() throws IOException {
        return QueryLedger.open(folder.resolve("ledger"), LIMIT);
    }

    /** The attack: a later plan with a lower limit asks about all but a few of those who were answered of. */
    @Test
    void aLowerLimitDoesNotUndoWhatWasPromised() throws IOException {
        try (QueryLedger ledger = open()) {
            assertThat(ledger.ask("1", "all", patients(125, patient -> true)).isAnswered())
                    .isTrue();
        }
        try (QueryLedger lower = QueryLedger.open(folder.resolve("ledger"), 5)) {
            assertThat(lower.ask("2", "all but seven", patients(125, patient -> patient >= 7))
                            .why())
                    .isEqualTo("differs from query 1 by 7 patients of this site");
            assertThat(lower.ask("2", "seven", patients(7, patient -> true)).isAnswered())
                    .isFalse();
            Set<String> others = patients(207, patient -> patient >= 200);
            assertThat(lower.ask("3", "seven others", others).isAnswered()).isTrue();
        }
        try (QueryLedger again = open()) {
            assertThat(again.ask("4", "eighteen with the seven others", patients(218, patient -> patient >= 200))
                            .isAnswered())
                    .as("under the higher limit seven are few")
                    .isFalse();
        }
    }

    /** The attack: the same table with its ids written otherwise, less three. */
    @Test
    void idsInAnotherSpellingAreTheSamePatients() throws IOException {
        Set<String> without = IntStream.range(3, 60)
                .mapToObj(patient -> "PATIENT-00" + patient)
                .collect(Collectors.toSet());
        try (QueryLedger ledger = open()) {
            assertThat(ledger.ask("1", "all", patients(60, patient -> true)).isAnswered())
                    .isTrue();
            assertThat(ledger.ask("2", "all but three", without).why())
                    .isEqualTo("differs from query 1 by 3 patients of this site");
        }
    }

    @Test
    void aLedgerThatKnewIdsAsWrittenIsRefused() throws IOException {
        try (Journal journal = Journal.open(folder.resolve("ledger"))) {
            journal.append(KeyedHash.newKey().getBytes(StandardCharsets.US_ASCII));
        }
        assertThatThrownBy(this::open).hasMessageContaining("begin the ledgers anew");
    }

    /** A ledger with its seven queries: numbers and answers of the reference; k is 11. */
    @Test
    void queriesAreAnsweredAsInTheReference() throws IOException {
        // 148 patients: 78 men, then 70 women; 97 with a view from behind, 40 of them women
        IntPredicate all = patient -> true;
        IntPredicate adult = patient -> patient >= 2;
        IntPredicate isPa = patient -> patient >= 21 && patient < 118;
        IntPredicate isMan = patient -> patient < 78;
        try (QueryLedger ledger = open()) {
            assertThat(ledger.ask("1", "all", patients(148, all)).isAnswered()).isTrue();
            LedgerAnswer adults = ledger.ask("2", "age >= 18", patients(148, adult.and(all)));
            assertThat(adults.why()).isEqualTo("differs from query 1 by 2 patients of this site");
            assertThat(ledger.ask("3", "view = PA", patients(148, isPa))).isEqualTo(LedgerAnswer.ANSWERED);
            LedgerAnswer few = ledger.ask("4", "view = PA and sex = F", patients(6, all));
            assertThat(few.why()).isEqualTo("6 patients of this site");
            assertThat(ledger.ask("5", "sex = F", patients(148, isMan.negate())))
                    .isEqualTo(LedgerAnswer.ANSWERED);
            // 70 + 78 = 148: nothing new
            assertThat(ledger.ask("6", "sex = M", patients(148, isMan))).isEqualTo(LedgerAnswer.ANSWERED);
            LedgerAnswer adultMen =
                    ledger.ask("7", "sex = M and age >= 18", patients(148, isMan.and(patient -> patient > 0)));
            assertThat(adultMen.why()).isEqualTo("differs from query 6 by 1 patient of this site");
        }
    }

    @Test
    void whatWasAnsweredIsKnownAfterARestart() throws IOException {
        try (QueryLedger ledger = open()) {
            ledger.ask("1", "all", patients(100, patient -> true));
        }
        try (QueryLedger ledger = open()) {
            assertThat(ledger.ask("2", "all but three", patients(97, patient -> true))
                            .why())
                    .isEqualTo("differs from query 1 by 3 patients of this site");
            assertThat(ledger.ask("3", "all again", patients(100, patient -> true))
                            .isAnswered())
                    .isTrue();
        }
        assertThat(Files.readString(folder.resolve("ledger"), StandardCharsets.ISO_8859_1))
                .doesNotContain("patient-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ledger"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLedgerThatIsHeldIsLookedIntoAndSaysTheSame() throws IOException {
        assertThat(QueryLedger.peek(folder.resolve("ledger"), LIMIT)
                        .wouldSay(Map.of("all", patients(40, i -> true)))
                        .isAnswered())
                .isTrue();
        assertThat(folder.resolve("ledger")).doesNotExist();
        try (QueryLedger held = open()) {
            held.ask("plan", "all", patients(40, i -> true));
            Map<String, Set<String>> fewer = Map.of("without three", patients(40, i -> i > 2));
            QueryLedger seen = QueryLedger.peek(folder.resolve("ledger"), LIMIT);
            assertThat(seen.wouldSay(fewer)).isEqualTo(held.wouldSay(fewer));
            assertThat(seen.wouldSay(fewer).isAnswered()).isFalse();
        }
    }

    @Test
    void threePatientsWhoCameInBetweenAreNotTold() throws IOException {
        try (QueryLedger ledger = open()) {
            Map<String, Set<String>> january =
                    Map.of("ill", patients(40, patient -> true), "well", patients(200, patient -> patient >= 40));
            assertThat(ledger.askTogether("audit", january).isAnswered()).isTrue();
            assertThat(ledger.askTogether("audit", january).isAnswered()).isTrue();
            Map<String, Set<String>> february =
                    Map.of("ill", patients(40, patient -> true), "well", patients(203, patient -> patient >= 40));
            assertThat(ledger.askTogether("audit", february).why()).contains("by 3 patients");
            Map<String, Set<String>> summer =
                    Map.of("ill", patients(40, patient -> true), "well", patients(260, patient -> patient >= 40));
            assertThat(ledger.wouldSay(summer).isAnswered()).isTrue();
        }
    }

    /** Of two groups that overlap in five, the five are a table of one plan; a later plan may not ask for one less. */
    @Test
    void cellsOfOnePlanAreOneTable() throws IOException {
        try (QueryLedger ledger = open()) {
            Set<String> ill = patients(30, patient -> true);
            Set<String> well = patients(80, patient -> patient >= 25);
            assertThat(ledger.askTogether("1", Map.of("ill", ill, "well", well)).isAnswered())
                    .isTrue();
            assertThat(ledger.ask("2", "either", patients(80, patient -> true)).why())
                    .contains("fewer than 11 patients");
            assertThat(ledger.askTogether("3", Map.of("ill", ill, "well", well)).isAnswered())
                    .isTrue();
        }
    }

    /** Random queries about filters of four columns; whatever a site answers, no small cell can be solved for. */
    @Seeds(200)
    void noSequenceOfQueriesGivesAFewPatientsAway(SplittableRandom random) {
        attack(random);
    }

    @Test
    void aLedgerIsNotSilent() {
        int answered = 0;
        for (int seed = 0; seed < 50; seed++) {
            answered += attack(new SplittableRandom(seed));
        }
        assertThat(answered).isGreaterThan(100);
    }

    @Seeds(10_000)
    @Tag("slow")
    void noneOfTenThousandSequencesDoes(SplittableRandom random) {
        attack(random);
    }

    /** How many queries were answered. */
    private static int attack(SplittableRandom random) {
        int patients = 30 + random.nextInt(170);
        int[][] columns = new int[patients][4];
        for (int[] row : columns) {
            for (int column = 0; column < row.length; column++) {
                row[column] = random.nextInt(8) == 0 ? 2 : random.nextInt(2);
            }
        }
        List<boolean[]> answered = new ArrayList<>();
        AnsweredQueries ledger = new AnsweredQueries(LIMIT);
        int queries = 4 + random.nextInt(12);
        for (int query = 0; query < queries; query++) {
            boolean[] isOf = filter(random, columns);
            if (random.nextInt(3) == 0 && !answered.isEmpty()) {
                // all but a few of what was answered, or with a few more
                isOf = answered.get(random.nextInt(answered.size())).clone();
                for (int changed = random.nextInt(14); changed >= 0; changed--) {
                    int patient = random.nextInt(patients);
                    isOf[patient] = !isOf[patient];
                }
            }
            BitSet asked = new BitSet();
            for (int patient = 0; patient < patients; patient++) {
                asked.set(patient, isOf[patient]);
            }
            LedgerAnswer answer = ledger.judge(List.of(asked));
            ledger.note(asked, answer.isAnswered(), LIMIT);
            if (answer.isAnswered()) {
                answered.add(isOf);
            }
        }
        Adversary.requireNothingSmall(answered, LIMIT);
        return answered.size();
    }

    /** A column's value, several together, or either of two. */
    private static boolean[] filter(SplittableRandom random, int[][] columns) {
        boolean[] isOf = new boolean[columns.length];
        int first = random.nextInt(4);
        int second = random.nextInt(4);
        int value = random.nextInt(3);
        int other = random.nextInt(3);
        int how = random.nextInt(5);
        for (int patient = 0; patient < isOf.length; patient++) {
            boolean one = columns[patient][first] == value;
            boolean two = columns[patient][second] == other;
            isOf[patient] = switch (how) {
                case 0 -> one;
                case 1 -> !one;
                case 2 -> one && two;
                case 3 -> one || two;
                default -> true;
            };
        }
        return isOf;
    }
}
