package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of bad tables and questions of harm: each refused, and cured by doing what the message says. */
class CuresOfHarmTest {
    private static final int ROWS = 60;

    private record Kind(String name, Course course) {
        interface Course {
            void follow(Folder files) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Where the table of one kind lies. */
    private record Folder(Path folder) {
        Path write(String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text);
        }

        /** A table of which nothing is wrong. */
        Path sound() throws IOException {
            return write("t.csv", table("id,race,site,split,y,p", ROW));
        }

        Object[] asking(Path table, Object... more) {
            List<Object> words = new ArrayList<>(List.of("harm", table, "--dry-run", "--replicates", "20"));
            words.addAll(List.of(more));
            return words.toArray();
        }

        /** All that a sound table needs, and more. */
        Object[] whole(Path table, Object... more) {
            List<Object> words = new ArrayList<>(List.of(more));
            words.addAll(0, List.of("--attribute", "race", "--reference", "White", "--patient", "id"));
            words.addAll(List.of("--truth=y", "--score=p"));
            return asking(table, words.toArray());
        }
    }

    /** %1$d is the row, %2$s its group, %3$d its truth, %4$s its score, %5$s its part. */
    private static final String ROW = "p%1$d,%2$s,here,%5$s,%3$d,%4$s";

    private static String table(String header, String row) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < ROWS; i++) {
            text.append(row.formatted(
                            i,
                            i % 2 == 0 ? "White" : "Black",
                            i / 2 % 2,
                            "0." + (11 + 37 * i % 88),
                            i % 3 == 0 ? "valid" : "test"))
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource({"questions", "columns", "cells", "longForms", "roles"})
    void isRefusedAndCured(Kind kind, @TempDir Path folder) throws IOException {
        kind.course.follow(new Folder(folder));
    }

    @Test
    void thereAreMoreThanTwentyFive() {
        long kinds = Stream.of(questions(), columns(), cells(), longForms(), roles())
                .mapToLong(Stream::count)
                .sum();

        assertThat(kinds).isGreaterThan(25);
    }

    private static Stream<Kind> questions() {
        return Stream.of(
                new Kind(
                        "no reference",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "p"))
                                .saying("Groups: Black, White", "--reference Black")
                                .curedWith("--reference", "White")),
                new Kind(
                        "a reference that nobody is",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "p",
                                        "--reference",
                                        "Wite"))
                                .saying("\"Wite\"", "Groups: Black, White")
                                .curedBy("Wite", "White")),
                new Kind(
                        "a column of one group",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "site",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "p",
                                        "--reference",
                                        "White"))
                                .saying("holds one group (here)", "--attribute COLUMN", "Groups: here")
                                .curedBy("site", "race")),
                new Kind(
                        "a rule that is none",
                        f -> Refusal.of(f.whole(f.sound(), "--threshold", "frp:0.2"))
                                .saying("fpr:0.2", "youden")
                                .curedBy("frp:0.2", "fpr:0.2")),
                new Kind(
                        "a rate as a rule's number beyond one",
                        f -> Refusal.of(f.whole(f.sound(), "--threshold", "fpr:20"))
                                .saying("between 0 and 1")
                                .curedBy("fpr:20", "fpr:0.20")),
                new Kind(
                        "a threshold of no finding",
                        f -> Refusal.of(f.whole(f.sound(), "--threshold", "edema=0.5"))
                                .saying("no finding \"edema\"", "Findings: y")
                                .curedBy("edema=0.5", "y=0.5")),
                new Kind(
                        "a rate that is none",
                        f -> Refusal.of(f.whole(f.sound(), "--rates", "tpr,sens"))
                                .saying("sens", "known are tpr, fpr")
                                .curedBy("tpr,sens", "tpr,fpr")),
                new Kind(
                        "a rate twice",
                        f -> Refusal.of(f.whole(f.sound(), "--rates", "tpr,tpr"))
                                .saying("names a rate twice")
                                .curedBy("tpr,tpr", "tpr")),
                new Kind(
                        "a margin in per cent",
                        f -> Refusal.of(f.whole(f.sound(), "--margin", "5"))
                                .saying("--margin must lie between 0 and 1")
                                .curedBy("5", "0.05")),
                new Kind(
                        "the attribute as its own stratum",
                        f -> Refusal.of(f.whole(f.sound(), "--within=race"))
                                .saying("whose groups are exchanged")
                                .curedBy("--within=race", "--within=site")));
    }

    private static Stream<Kind> columns() {
        return Stream.of(
                new Kind(
                        "an attribute that is no column",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "rase",
                                        "--reference",
                                        "White",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "p"))
                                .saying("\"rase\" (asked for by --attribute)", "\"race\"")
                                .curedBy("rase", "race")),
                new Kind(
                        "no patients",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--reference",
                                        "White",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "p"))
                                .saying("--patient COLUMN", "--patient row")
                                .curedWith("--patient", "row")),
                new Kind(
                        "no columns of findings",
                        f -> Refusal.of(f.asking(
                                        f.sound(), "--attribute", "race", "--reference", "White", "--patient", "id"))
                                .saying("none are called truth:NAME and score:NAME", "Columns: id, race")
                                .curedWith("--truth", "y", "--score", "p")),
                new Kind(
                        "truths without scores",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--reference",
                                        "White",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y"))
                                .saying("No column of scores is named")
                                .curedWith("--score", "p")),
                new Kind(
                        "a truth without its finding beside scores that name theirs",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--reference",
                                        "White",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "y",
                                        "--score",
                                        "a=p"))
                                .saying("Finding y has a column of truths (y) and none of scores")
                                .curedBy("y", "a=y")),
                new Kind("half a pair by name", f -> {
                    Path table = f.write("t.csv", table("id,race,site,split,truth:a,score:a,score:b", ROW + ",%4$s"));
                    Refusal.of(f.asking(table, "--attribute", "race", "--reference", "White", "--patient", "id"))
                            .saying("Finding b has a column of scores (score:b) and none of truths")
                            .curedWith("--truth", "a=truth:a", "--score", "a=score:a");
                }),
                new Kind(
                        "scores of another finding",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--reference",
                                        "White",
                                        "--patient",
                                        "id",
                                        "--truth",
                                        "a=y",
                                        "--score",
                                        "b=p"))
                                .saying("Finding b has", "Finding a has", "--score a=COLUMN")
                                .curedBy("b=p", "a=p")),
                new Kind("several findings of which one has no name", f -> {
                    Path table = f.write("t.csv", table("id,race,site,split,y,p,z", ROW + ",%3$d"));
                    Refusal.of(f.asking(
                                    table,
                                    "--attribute",
                                    "race",
                                    "--reference",
                                    "White",
                                    "--patient",
                                    "id",
                                    "--truth",
                                    "a=y,b=z",
                                    "--score",
                                    "p"))
                            .saying("nobody knows which scores belong to which truth")
                            .curedBy("p", "a=p,b=p");
                }),
                new Kind(
                        "one column for truths and scores",
                        f -> Refusal.of(f.asking(
                                        f.sound(),
                                        "--attribute",
                                        "race",
                                        "--reference",
                                        "White",
                                        "--patient",
                                        "id",
                                        "--truth=y",
                                        "--score=y"))
                                .saying("Column y is named for scores and for truths", "--score COLUMN")
                                .curedBy("--score=y", "--score=p")),
                new Kind("a second table and no column to join by", f -> {
                    Path second = f.write("second.csv", table("id,race,site,split,y,q", ROW));
                    Path first = f.write("first.csv", table("id,p", "p%1$d,%4$s"));
                    Refusal.of(f.whole(first, "--join", second))
                            .saying("Both have: id")
                            .curedWith("--on", "id");
                }),
                new Kind("a truth that both tables tell otherwise", f -> {
                    String people = table("id,race,y", "p%1$d,%2$s,%3$d");
                    Path second = f.write("second.csv", people.replaceFirst(",1\n", ",0\n"));
                    Path first = f.write("first.csv", table("id,y,p", "p%1$d,%3$d,%4$s"));
                    Refusal.of(f.whole(first, "--join", second, "--on", "id"))
                            .saying("Column y stands in both tables", "in 1 row (row ")
                            .curedIn(second, people.replaceAll(",([01])\n", ",$1.0\n"));
                }),
                new Kind("ids for scores", f -> {
                    Path numbered = f.write("t.csv", table("id,race,y,p,q", "%1$d,%2$s,%3$d,%4$s,%1$d"));
                    Refusal.of(f.asking(
                                    numbered,
                                    "--attribute",
                                    "race",
                                    "--reference",
                                    "White",
                                    "--patient",
                                    "id",
                                    "--truth=y",
                                    "--score=q"))
                            .saying("Column q holds in every row what column id holds", "ids are no scores")
                            .curedBy("--score=q", "--score=p");
                }),
                new Kind("a second table that matches nowhere", f -> {
                    String sound = table("id,race,site,split,y,q", ROW);
                    Path second = f.write("second.csv", sound.replaceAll("(?m)^p", "patient-"));
                    Path first = f.write("first.csv", table("id,p", "p%1$d,%4$s"));
                    Refusal.of(f.whole(first, "--join", second, "--on", "id"))
                            .saying("No value of id")
                            .curedIn(second, sound);
                }));
    }

    private static Stream<Kind> cells() {
        return Stream.of(
                new Kind("truths in words", f -> {
                    String words = table("id,race,site,split,y,p", ROW)
                            .replaceAll(",0,", ",Clear lung,")
                            .replaceAll(",1,", ",Pneumonia,");
                    Refusal.of(f.whole(f.write("t.csv", words)))
                            .saying("\"Clear lung\", \"Pneumonia\" (first in row 2)")
                            .curedWith("--positive", "Pneumonia");
                }),
                new Kind("truths as grades", f -> {
                    String grades = table("id,race,site,split,y,p", ROW).replaceAll(",1,", ",4,");
                    Refusal.of(f.whole(f.write("t.csv", grades)))
                            .saying("holds \"4\"", "--positive-at X")
                            .curedWith("--positive-at", "3");
                }),
                new Kind("truths of 1 and -1", f -> {
                    String signs = table("id,race,site,split,y,p", ROW).replaceAll(",0,", ",-1,");
                    Refusal.of(f.whole(f.write("t.csv", signs)))
                            .saying("holds 1 and -1 and no 0")
                            .curedWith("--positive-at", "0");
                }),
                new Kind("a code among grades", f -> {
                    String coded = table("id,race,site,split,y,p", ROW)
                            .replaceAll(",1,", ",4,")
                            .replaceFirst(",0,", ",-1,");
                    Refusal.of(f.whole(f.write("t.csv", coded), "--positive-at", "3"))
                            .saying("holds -1 in 1 row", "would make a truth")
                            .curedWith("--uncertain-values", "-1");
                }),
                new Kind("a word among grades", f -> {
                    String mixed = table("id,race,site,split,y,p", ROW)
                            .replaceAll(",1,", ",4,")
                            .replaceFirst(",0,", ",ambiguous,");
                    Refusal.of(f.whole(f.write("t.csv", mixed), "--positive-at", "3"))
                            .saying("Row 2 has the truth \"ambiguous\"")
                            .curedWith("--uncertain-values", "ambiguous");
                }),
                new Kind(
                        "a positive value that no truth has",
                        f -> Refusal.of(f.whole(f.sound(), "--positive", "ill"))
                                .saying("\"ill\" is no value of any truth")
                                .curedBy("ill", "1")),
                new Kind("a score that is no number", f -> {
                    String sound = table("id,race,site,split,y,p", ROW);
                    Path table = f.write("t.csv", sound.replaceFirst("0\\.11", "high"));
                    Refusal.of(f.whole(table))
                            .saying("Row 2", "\"high\"")
                            .notSaying("p0,")
                            .curedIn(table, sound);
                }),
                new Kind("a score that is missing", f -> {
                    String lacking = table("id,race,site,split,y,p", ROW).replaceFirst("0\\.11", "");
                    Refusal.of(f.whole(f.write("t.csv", lacking)))
                            .saying("Row 2 has no score")
                            .curedWith("--missing-scores", "exclude");
                }),
                new Kind("a code among scores", f -> {
                    String sound = table("id,race,site,split,y,p", ROW);
                    Path table = f.write("t.csv", sound.replaceFirst("0\\.11", "-1"));
                    Refusal.of(f.whole(table)).saying("hardly a score").curedIn(table, sound);
                }),
                new Kind("scores with a comma and with a point", f -> {
                    String sound = table("id,race,site,split,y,p", ROW);
                    Path table = f.write("t.csv", sound.replaceFirst("0\\.11", "\"0,11\""));
                    Refusal.of(f.whole(table))
                            .saying("with a comma", "with a point")
                            .curedIn(table, sound);
                }),
                new Kind("categories that never call", f -> {
                    String flags = table("id,race,site,split,y,p", ROW)
                            .replaceAll("0\\.[1-4]\\d$", "clear")
                            .replaceAll("(?m)0\\.\\d+$", "urgent");
                    Refusal.of(f.whole(f.write("t.csv", flags), "--called", "urgnt"))
                            .saying("never holds urgnt", "It holds urgent")
                            .curedBy("urgnt", "urgent");
                }),
                new Kind("categories and a threshold", f -> {
                    String flags = table("id,race,site,split,y,p", ROW).replaceAll("(?m)0\\.\\d+$", "urgent");
                    Refusal.of(f.whole(f.write("t.csv", flags), "--called", "urgent", "--threshold=0.5"))
                            .saying("Leave one out")
                            .curedBy("--threshold=0.5");
                }),
                new Kind("a row of nobody", f -> {
                    String sound = table("id,race,site,split,y,p", ROW);
                    Path table = f.write("t.csv", sound.replaceFirst("p0,", ","));
                    Refusal.of(f.whole(table)).saying("Row 2 has no patient id").curedIn(table, sound);
                }),
                new Kind(
                        "the latest of several groups",
                        f -> Refusal.of(f.whole(f.sound(), "--conflicts", "latest"))
                                .saying("needs dates")
                                .curedBy("latest", "mode")));
    }

    private static Stream<Kind> longForms() {
        String header = "id,image,race,finding,model,y,p";
        String row = "p%1$d,i%1$d,%2$s,a,one,%3$d,%4$s";
        return Stream.of(
                new Kind(
                        "the long form without images",
                        f -> Refusal.of(longForm(f, f.write("t.csv", table(header, row)), "--long-score", "p"))
                                .saying("--image COLUMN")
                                .curedWith("--image", "image")),
                new Kind(
                        "a column of findings and none of scores",
                        f -> Refusal.of(longForm(
                                        f,
                                        f.write("t.csv", table(header, row)),
                                        "--image",
                                        "image",
                                        "--long-finding=finding"))
                                .saying("--long-score COLUMN")
                                .curedWith("--long-score", "p")),
                new Kind("findings that were not named", f -> {
                    String both = table(header, row)
                            + table("", row.replace(",a,", ",b,")).strip() + "\n";
                    Refusal.of(longForm(f, f.write("t.csv", both), "--image", "image", "--long-score", "p"))
                            .saying("Rows 2 and 62 score the same image", "--long-finding")
                            .curedWith("--long-finding", "finding");
                }),
                new Kind("models that disagree on the truth", f -> {
                    String second = table("", row.replace(",one,", ",two,")).strip() + "\n";
                    String sound = table(header, row) + second;
                    Path table = f.write("t.csv", table(header, row) + second.replaceFirst(",two,0,", ",two,1,"));
                    Refusal.of(longForm(f, table, "--image", "image", "--long-score", "p", "--long-model", "model"))
                            .saying("Row 62 has another truth")
                            .curedIn(table, sound);
                }),
                new Kind("an image in two groups", f -> {
                    String second = table("", row.replace(",a,", ",b,")).strip() + "\n";
                    String sound = table(header, row) + second;
                    Path table = f.write("t.csv", table(header, row) + second.replaceFirst("White", "Black"));
                    Refusal.of(longForm(f, table, "--image", "image", "--long-score", "p", "--long-finding", "finding"))
                            .saying("Rows 2 and 62 are of one image and differ in column race")
                            .curedIn(table, sound);
                }),
                new Kind("an image twice in the wide form", f -> {
                    String sound = table("image,id,race,y,p", "i%1$d,p%1$d,%2$s,%3$d,%4$s");
                    Path table = f.write("t.csv", sound.replaceFirst("i1,", "i0,"));
                    Refusal.of(f.whole(table, "--image", "image"))
                            .saying("Rows 2 and 3 score the same image")
                            .curedIn(table, sound);
                }));
    }

    private static Object[] longForm(Folder f, Path table, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("--attribute", "race", "--reference", "White", "--patient", "id", "--truth", "y"));
        words.addAll(List.of(more));
        return f.asking(table, words.toArray());
    }

    private static Stream<Kind> roles() {
        return Stream.of(
                new Kind(
                        "roles by other names",
                        f -> Refusal.of(f.whole(f.sound(), "--role", "split"))
                                .saying("Nobody is judged", "Nobody chooses thresholds", "It holds valid, test")
                                .curedWith("--choose", "valid", "--judge", "test")),
                new Kind("a patient in both parts", f -> {
                    String sound = table("id,race,site,split,y,p", ROW);
                    Path table = f.write("t.csv", sound.replaceFirst("p1,", "p0,"));
                    Refusal.of(f.whole(table, "--role", "split", "--choose", "valid", "--judge", "test"))
                            .saying("1 patient has images", "rows 2 and 3")
                            .notSaying("p0,")
                            .curedIn(table, sound);
                }),
                new Kind(
                        "values of no column",
                        f -> Refusal.of(f.whole(f.sound(), "--choose", "valid", "--judge", "test"))
                                .saying("--role COLUMN")
                                .curedWith("--role", "split")),
                new Kind(
                        "one part",
                        f -> Refusal.of(f.whole(f.sound(), "--parts", "1"))
                                .saying("two parts at least")
                                .curedBy("1", "2")));
    }

    /** Everything that is wrong with a question is said at once. */
    @Test
    void severalProblemsAreOneMessage(@TempDir Path folder) throws IOException {
        Folder f = new Folder(folder);

        Refusal.of(f.asking(f.sound(), "--attribute", "rase", "--truth", "z", "--score", "q"))
                .saying("\"rase\"", "\"z\"", "\"q\"", "--patient COLUMN");
    }
}
