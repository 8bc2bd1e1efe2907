package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that hide who is who: each is refused with its rows, and whoever does as the message says gets on. */
class IdentityCuresTest {
    @TempDir
    private Path temporary;

    private CohortFolder cohort;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
    }

    /** 24 images of 12 people, of whom the second image has another id. */
    private Path table(IntFunction<String> first, IntFunction<String> second) throws IOException {
        StringBuilder csv = new StringBuilder("image_path,patient_id,race\n");
        for (int i = 0; i < CohortFolder.PATIENTS; i++) {
            int person = i / 2;
            String id = (i % 2 == 0 ? first : second).apply(person);
            csv.append("image%d.png,%s,%s%n".formatted(i, id, person % 2 == 0 ? "White" : "Black"));
        }
        return cohort.write("table.csv", csv.toString());
    }

    private static Refusal refusal(Path table, String... more) {
        Object[] words = new Object[7 + more.length];
        Object[] first = {"cohort", "--table", table, "--attribute", "race", "--minimum-patients", "3"};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        return Refusal.of(words);
    }

    private static IntFunction<String> format(String format) {
        return i -> String.format(Locale.ROOT, format, i + 1);
    }

    @Test
    void aTrailingPointZero() throws IOException {
        Refusal refusal = refusal(table(format("%05d"), format("%05d.0")))
                .saying("12 patient ids", "a trailing \".0\"", "rows 2 and 3", "--id-map FILE");

        assertThat(refusal.curedWith("--ids", "same").out()).contains("24 images       12 patients", "12 spellings");
        assertThat(refusal.curedWith("--ids", "different").out()).contains("24 images       24 patients");
    }

    @Test
    void lostZerosAreToldApartByATableOfIds() throws IOException {
        Path map = cohort.write("ids.csv", "written,patient\n1,Erna\n2,Otto\n");
        refusal(table(i -> i < 2 ? "00" + (i + 1) : "x" + i, i -> i < 2 ? "" + (i + 1) : "x" + i))
                .saying("2 patient ids", "leading zeros", "rows 2 and 3; 4 and 5")
                .curedWith("--id-map", map);
    }

    @Test
    void aPrefixInOnePartOfTheTable() throws IOException {
        refusal(table(format("patient%05d"), format("%d")))
                .saying("12 patient ids", "a word for a patient")
                .curedWith("--ids", "same");
    }

    @Test
    void charactersThatNobodySees() throws IOException {
        refusal(table(format("P%d"), format("P\u200b%d")))
                .saying("characters that cannot be seen")
                .notSaying("P1", "P\u200b1")
                .curedWith("--ids", "same");
    }

    @Test
    void scientificNotation() throws IOException {
        Path table = table(i -> i % 2 == 0 ? "1.23457E+11" : "2.34568E+11", format("P%d"));
        refusal(table)
                .saying("12 rows in column patient_id", "scientific notation", "2 different ids", "as text")
                .notSaying("2.34568")
                .curedIn(table, Files.readString(table).replaceAll("[12]\\.[0-9]+E\\+11", "P0"));
    }

    @Test
    void wordsForNothing() throws IOException {
        Path table = table(format("P%d"), i -> i < 3 ? "None" : "P" + (i + 1));
        refusal(table)
                .saying("Row 3 has no patient id", "delete these rows")
                .curedIn(table, Files.readString(table).replaceAll("image[0-9]+\\.png,None,.*\n", ""));
    }

    @Test
    void oneIdForEverybodyIsCuredByNamingTheColumn() throws IOException {
        StringBuilder csv = new StringBuilder("image_path,patient_id,case,race\n");
        for (int i = 0; i < CohortFolder.PATIENTS; i++) {
            csv.append("image%d.png,ANON-1,C%d,%s%n".formatted(i, i, i % 2 == 0 ? "White" : "Black"));
        }
        refusal(cohort.write("table.csv", csv.toString()))
                .saying("All 24 rows", "the same one", "--patient COLUMN")
                .curedWith("--patient", "case");
    }

    @Test
    void checkListsEveryRow() throws IOException {
        Path table = table(format("%05d"), format("%05d.0"));
        Path rows = temporary.resolve("rows.csv");
        Terminal found = Terminal.run("check", table, "--out", rows);

        assertThat(found.exit()).isEqualTo(2);
        assertThat(found.out()).contains("12 rows  one id in several spellings: a trailing \".0\"", "--ids same");
        assertThat(Files.readAllLines(rows))
                .hasSize(13)
                .contains("3,patient_id,\"one id in several spellings: a trailing \"\".0\"\"\",2");
        Terminal declared = Terminal.run("check", table, "--ids", "different");
        assertThat(declared.exit()).isZero();
        assertThat(declared.out()).contains("Nothing to mend");
    }

    @Test
    void checkTellsProgramsOfIdsAndOfValuesWithoutAnyId() throws IOException {
        Path table = cohort.write(
                "t.csv", "patient_id,race\nK-0471,White\nK-471,Whit\u0435\nK-0471,None\nK-9,Black\nK-10,Blacks\n");
        Terminal found = Terminal.run("check", table, "--attribute", "race", "--json");

        assertThat(found.exit()).isEqualTo(2);
        assertThat(found.out())
                .contains("\"code\" : \"spelling\"", "\"refused\" : true", "\"must_be_mended\" : true")
                .contains("writings-brought-together", "near-names", "word-taken-for-nothing")
                .doesNotContain("471");
    }

    @Test
    void aSheetIsNamedWhereverATableIsRead() throws IOException {
        Path table = cohort.write("t.csv", "patient_id,split,race,score\nP1,train,A,0.1\nP2,test,B,0.2\n");

        for (Object[] command : new Object[][] {
            {"check", table},
            {"audit-split", table},
            {"scores", table, "--truth", "race", "--patient", "patient_id", "--score", "score", "--positive", "A"}
        }) {
            Object[] named =
                    Stream.concat(Stream.of(command), Stream.of("--sheet", "x")).toArray();
            assertThat(Terminal.run(named).all()).contains("is no workbook and has no sheets. Leave out --sheet");
        }
    }

    @Test
    void aSplitIsProvenOnlyByIdsThatCouldHaveShownALeak() throws IOException {
        Path unique = cohort.write("split.csv", "patient_id,split\n1,train\n2,Train\n3,test\n");
        Path twins = cohort.write("twins.csv", "patient_id,split\n01,train\n01,train\n1,test\n2,valid\n2,val\n");

        assertThat(Terminal.run("audit-split", unique).exit()).isEqualTo(2);
        assertThat(Terminal.run("audit-split", unique).out()).contains("Not proven", "--one-image-each");
        assertThat(Terminal.run("audit-split", unique, "--one-image-each").exit())
                .isZero();
        assertThat(Terminal.run("audit-split", twins).out())
                .contains("1 patient would be in more than one part", "--ids same", "--ids different", "subtext check");
        assertThat(Terminal.run("audit-split", twins, "--ids", "different").exit())
                .isZero();
        assertThat(Terminal.run("audit-split", twins, "--ids", "same").out())
                .contains("This split leaks: 1 of 2 patients");
    }

    @Test
    void aTableWhoseIdsPseudonymsWouldHideIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path files = Files.createDirectory(temporary.resolve("pacs"));
        Files.write(files.resolve("1.dcm"), DeidentifyTest.image(1, "7"));
        Path table = cohort.write("patients.csv", "patient_id,race\n007,White\n7,White\nNA,Black\n");
        Path out = temporary.resolve("study");
        Refusal refusal = Refusal.of(
                        "deidentify", files, "--out", out, "--salt", temporary.resolve("keys/salt"), "--table", table)
                .saying("1 patient id in column patient_id", "leading zeros", "rows 2 and 3");

        assertThat(out).doesNotExist();
        refusal.curedWith("--ids", "same");
        List<String> rows = Files.readAllLines(out.resolve("table.csv"));
        assertThat(rows.get(1)).isEqualTo(rows.get(2)).startsWith("P");
        assertThat(rows.get(3)).isEqualTo(",Black");
    }

    /** Scores of 30 people, two images each, of whom some have another id in some rows. */
    private Refusal scores(IntFunction<String> first, IntFunction<String> second) throws IOException {
        StringBuilder csv = new StringBuilder("patient,race,p_black\n");
        for (int i = 0; i < 60; i++) {
            String id = (i % 2 == 0 ? first : second).apply(i / 2);
            csv.append("%s,%s,%s%n".formatted(id, i / 2 % 2 == 0 ? "White" : "Black", (i * 37 % 60) / 60.0));
        }
        Path table = cohort.write("preds.csv", csv.toString());
        return Refusal.of(
                "scores",
                table,
                "--truth",
                "race",
                "--score",
                "p_black",
                "--positive",
                "Black",
                "--patient",
                "patient",
                "--replicates",
                "200",
                "--out",
                temporary.resolve("scores"));
    }

    @Test
    void scoresOfNobody() throws IOException {
        Refusal refusal = scores(format("P%d"), i -> i % 2 == 0 && i < 12 ? "NA" : "P" + (i + 1));
        Path table = cohort.folder.resolve("preds.csv");

        refusal.saying("Row 3 has no patient id", "and 1 more", "delete these rows")
                .curedIn(table, Files.readString(table).replaceAll("(?m)^NA,.*\n", ""));
    }

    @Test
    void scoresOfOnePersonInTwoSpellings() throws IOException {
        scores(format("%05d"), format("%d"))
                .saying("30 patient ids in column patient", "leading zeros", "rows 2 and 3")
                .curedWith("--ids", "same");
    }

    @Test
    void scoresOfRoundedIds() throws IOException {
        scores(format("P%d"), i -> i < 4 ? "1.5E+09" : "P" + (i + 1))
                .saying("4 rows in column patient", "scientific notation")
                .curedWith("--ids", "different");
    }

    @Test
    void aPlanFileSaysTheSame() throws IOException {
        table(format("%05d"), format("%05d.0"));
        String plan = "cohort: {table: table.csv, attribute: race, minimum_patients: 3}\n";
        Path file = cohort.write("plan.yaml", plan);
        Refusal.of("cohort", file)
                .saying("cohort.ids.spellings: same")
                .curedIn(file, plan.replace("attribute", "ids: {spellings: same}, attribute"));
    }
}
