package org.subtext.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kinds of bad tables, images, plans and options of a cohort: each refused, and cured by doing what the message says.
 */
class CuresOfCohortsTest {
    private static final String SOUND = CohortFolder.HEADER + "\n" + String.join("\n", CohortFolder.rows()) + "\n";

    /** One kind, broken and mended. */
    private record Kind(String name, Course course) {
        interface Course {
            void follow(CohortFolder cohort) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource({"tables", "values", "images", "plans", "options"})
    void isRefusedAndCured(Kind kind, @TempDir Path folder) throws IOException {
        kind.course.follow(new CohortFolder(folder));
    }

    /** How many kinds of bad input stand here. */
    static long kinds() {
        return Stream.of(tables(), values(), images(), plans(), options())
                .mapToLong(Stream::count)
                .sum();
    }

    private static Stream<Kind> tables() {
        return Stream.of(
                new Kind("a table that is not there", c -> {
                    Path absent = c.folder.resolve("absent.csv");
                    Refusal.of(cohort(absent)).saying("absent.csv").curedBy(absent, c.table());
                }),
                new Kind("an empty table", c -> inTable(c, "", "empty")),
                new Kind("a header without rows", c -> inTable(c, CohortFolder.HEADER + "\n", "no rows")),
                new Kind(
                        "a column twice",
                        c -> inTable(c, SOUND.replaceFirst("view", "race"), "\"race\"", "more than once")),
                new Kind(
                        "a line with a cell too many",
                        c -> inTable(c, SOUND.replace("I7,", "I7,,"), "Row 9", "has 6 cells")),
                new Kind("a patient column by an unknown name", c -> {
                    Path table = c.write("table.csv", SOUND.replace("patient_id", "who"));
                    Refusal.of(cohort(table)).saying("patient").curedWith("--patient", "who");
                }),
                new Kind("two patient columns", c -> {
                    Path table = c.write(
                            "table.csv", SOUND.replace("view", "Patient_ID").replace(",PA", ",7"));
                    Refusal.of(cohort(table)).saying("patient_id, Patient_ID").curedWith("--patient", "patient_id");
                }),
                new Kind("an image column by an unknown name", c -> {
                    Path table = c.write(
                            "table.csv",
                            SOUND.replace("image_path,image_id", "what,nr").replace(".png", ".img"));
                    for (int i = 0; i < CohortFolder.PATIENTS; i++) {
                        Files.move(c.image(i), c.folder.resolve("image" + i + ".img"));
                    }
                    Refusal.of(cohort(table)).saying("image").curedWith("--image", "what");
                }),
                new Kind("an attribute that is no column", c -> {
                    Refusal.of("cohort", "--table", c.table(), "--attribute", "raec")
                            .saying("\"raec\"", "\"race\"")
                            .curedBy("raec", "race");
                }),
                new Kind("a row without patient", c -> inTable(c, SOUND.replace(",P7,", ",,"), "Row 9")),
                new Kind("a title above the names", c -> inTable(c, "Our cohort,,,,\n" + SOUND, "Line 1", "title")),
                new Kind(
                        "rows without names",
                        c -> inTable(c, SOUND.substring(SOUND.indexOf('\n') + 1), "line of names")),
                new Kind("a quote that is never closed", c -> inTable(c, SOUND.replace("I7", "\"I7"), "never closed")),
                new Kind("text that is not UTF-8", c -> {
                    Path table = c.folder.resolve("table.csv");
                    Files.write(table, SOUND.replace("White", "Caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
                    Refusal.of(cohort(table)).saying("table.csv").curedIn(table, SOUND.replace("White", "Caf\u00e9"));
                }),
                new Kind("a name in .gz of text that is not packed", c -> {
                    Path table = c.write("table.csv.gz", SOUND);
                    Refusal.of(cohort(table)).saying("drop the .gz").curedBy(table, c.table());
                }),
                new Kind("a text that is called a workbook", c -> {
                    Path table = c.write("table.xlsx", SOUND);
                    Refusal.of(cohort(table)).saying("call it .csv").curedBy(table, c.table());
                }));
    }

    private static Stream<Kind> values() {
        String codes = SOUND.replace("White", "1").replace("Black", "2");
        return Stream.of(
                new Kind(
                        "bare numbers for classes",
                        c -> Refusal.of(cohort(c.write("table.csv", codes)))
                                .saying("race", "bare numbers (1, 2)")
                                .curedWith("--codes", "1=White", "--codes", "2=Black")),
                new Kind("a measurement for classes", c -> {
                    StringBuilder text = new StringBuilder("image_path,patient_id,age\n");
                    for (int i = 0; i < CohortFolder.PATIENTS; i++) {
                        text.append("image%d.png,P%d,%d%n".formatted(i, i, i + 30));
                    }
                    Refusal.of("cohort", "--table", c.write("table.csv", text.toString()), "--attribute", "age")
                            .saying("24 different numbers")
                            .curedWith("--bins", "0,42,80");
                }),
                new Kind(
                        "bins that do not ascend",
                        c -> Refusal.of(cohort(c.table(), "--bins", "40,0")).saying("bins")),
                new Kind("one class", c -> inTable(c, SOUND.replace("Black", "White"), "race", "White")),
                new Kind(
                        "no class", c -> inTable(c, SOUND.replace("Black", "NA").replace("White", "NA"), "race", "24")),
                new Kind("a class of one patient", c -> {
                    Path table = c.write("table.csv", SOUND.replace("I1,P1,Black", "I1,P1,Asian"));
                    Refusal.of(cohort(table)).saying("\"Asian\"", "1 patient").curedWith("--classes", "White,Black");
                    Refusal.of(cohort(table)).curedWith("--minimum-patients", "1");
                }),
                new Kind(
                        "a class that is not there",
                        c -> Refusal.of(cohort(c.table(), "--classes", "White,Blakc"))
                                .saying("\"Blakc\"", "\"Black\"")
                                .curedBy("White,Blakc", "White,Black")),
                new Kind(
                        "a wording to rename that is not there",
                        c -> Refusal.of(cohort(c.table(), "--rename", "Wihte=W"))
                                .saying("\"Wihte\"", "\"White\"", "--rename")
                                .curedBy("Wihte=W", "White=W")),
                new Kind(
                        "rows to keep that are not there",
                        c -> Refusal.of(cohort(c.table(), "--only", "view=AP"))
                                .saying("view is AP", "Values found: PA", "--only")
                                .curedBy("view=AP", "view=PA")),
                new Kind(
                        "rows to keep by no column",
                        c -> Refusal.of(cohort(c.table(), "--only", "veiw=PA"))
                                .saying("\"veiw\"", "\"view\"", "--only")
                                .curedBy("veiw=PA", "view=PA")),
                new Kind("the latest value without a date", c -> {
                    Path table =
                            c.write("table.csv", SOUND.replace("view", "seen").replace(",PA", ",20190331"));
                    Refusal.of(cohort(table, "--conflicts", "latest"))
                            .saying("date")
                            .curedWith("--date", "seen");
                }));
    }

    private static Stream<Kind> images() {
        return Stream.of(
                new Kind("a missing image", c -> {
                    Path table = c.table();
                    Files.delete(c.image(3));
                    Refusal.of(cohort(table)).saying("Row 5").curedWith("--missing-images", "exclude");
                }),
                new Kind("a folder without the images", c -> {
                    Path elsewhere = Files.createDirectory(c.folder.resolve("tables"));
                    Path table = Files.writeString(elsewhere.resolve("table.csv"), SOUND);
                    Refusal.of(cohort(table)).saying("None of the 24 files").curedWith("--images", c.folder);
                }),
                new Kind("a folder of images that is not there", c -> {
                    Path absent = c.folder.resolve("absent");
                    Refusal.of(cohort(c.table(), "--images", absent))
                            .saying("absent")
                            .curedBy(absent, c.folder);
                }),
                new Kind("an image id twice", c -> {
                    Path table =
                            c.write("table.csv", SOUND.replace("view", "key").replace(",I5,", ",I4,"));
                    Refusal.of(cohort(table)).saying("Rows 6 and 7").curedWith("--image-id", "image_path");
                }));
    }

    private static Stream<Kind> plans() {
        String plan = "cohort: {table: table.csv, attribute: race}\n";
        return Stream.of(
                new Kind("a plan that is not there", c -> {
                    c.table();
                    Path absent = c.folder.resolve("absent.yaml");
                    Refusal.of("cohort", absent).saying("absent.yaml").curedBy(absent, c.write("plan.yaml", plan));
                }),
                new Kind("a plan that is not YAML", c -> inPlan(c, "cohort: [table: {", plan, "not YAML")),
                new Kind("an empty plan", c -> inPlan(c, "# nothing\n", plan, "holds no keys")),
                new Kind("a plan without a table", c -> inPlan(c, "cohort: {attribute: race}\n", plan, "cohort.table")),
                new Kind("an unknown key", c -> inPlan(c, plan + "splt: {folds: 3}\n", plan, "\"splt\"", "\"split\"")),
                new Kind("a preset that is none", c -> inPlan(c, "preset: smal\n" + plan, plan, "smal", "small")),
                new Kind(
                        "fewer epochs than one",
                        c -> inPlan(c, plan + "training: {epochs: -3}\n", plan, "epochs", "-3")),
                new Kind("an option beside a plan", c -> {
                    c.table();
                    Path file = c.write("plan.yaml", plan);
                    Refusal.of("plan", file, "--epochs=3")
                            .saying("--epochs", "plan.yaml")
                            .curedBy("--epochs=3");
                }));
    }

    private static Stream<Kind> options() {
        return Stream.of(
                option("a margin out of range", "--margin", "0.7", "0.1", "--margin", "at most"),
                option("no workers", "--workers", "0", "1", "--workers"),
                option("a network that is none", "--architecture", "resnet19", "resnet18", "resnet18"),
                new Kind(
                        "a budget without routes",
                        c -> Refusal.of(plan(c, "--budget", "2h"))
                                .saying("without a route", "--routes")
                                .curedWith("--routes", "all")),
                new Kind("neither table nor attribute", c -> {
                    Path table = c.table();
                    Refusal.of("cohort", "--minimum-patients", "2")
                            .saying("--table", "--attribute")
                            .curedWith("--table", table, "--attribute", "race");
                }),
                new Kind(
                        "an option that is none",
                        c -> Refusal.of(cohort(c.table(), "--min-patient", "2"))
                                .saying("--min-patients")
                                .curedBy("--min-patient", "--min-patients")),
                new Kind(
                        "a word that an option does not take",
                        c -> Refusal.of(cohort(c.table(), "--missing-images", "drop"))
                                .saying("exclude")
                                .curedBy("drop", "exclude")),
                new Kind(
                        "a data set's folder beside a table",
                        c -> Refusal.of(cohort(c.table(), "--root=here"))
                                .saying("--root", "--dataset")
                                .curedBy("--root=here")),
                new Kind(
                        "a side table without DICOM files",
                        c -> Refusal.of(cohort(c.table(), "--side-table=t.csv"))
                                .saying("--side-table", "--dicom")
                                .curedBy("--side-table=t.csv")));
    }

    private static Kind option(String name, String option, String wrong, String right, String... said) {
        return new Kind(
                name,
                c -> Refusal.of(plan(c, option, wrong))
                        .saying(said)
                        .saying(wrong)
                        .curedBy(wrong, right));
    }

    private static Object[] cohort(Path table, Object... more) {
        return command(List.of("cohort", "--table", table, "--attribute", "race"), more);
    }

    private static Object[] plan(CohortFolder cohort, Object... more) throws IOException {
        return command(List.of("plan", "--table", cohort.table(), "--attribute", "race"), more);
    }

    private static Object[] command(List<Object> words, Object... more) {
        List<Object> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all.toArray();
    }

    /** The cohort of a broken table, and of the sound one in its place. */
    private static void inTable(CohortFolder cohort, String broken, String... said) throws IOException {
        Path table = cohort.write("table.csv", broken);
        Refusal.of(cohort(table)).saying(said).curedIn(table, SOUND);
    }

    private static void inPlan(CohortFolder cohort, String broken, String sound, String... said) throws IOException {
        cohort.table();
        Path plan = cohort.write("plan.yaml", broken);
        Refusal.of("cohort", plan).saying(said).curedIn(plan, sound);
    }
}
