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

/** Kinds of bad score tables and joins: each refused, and cured by doing what the message says. */
class CuresOfScoresTest {
    private static final int ROWS = 40;

    private record Kind(String name, Course course) {
        interface Course {
            void follow(Folder files) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Where the tables of one kind lie. */
    private record Folder(Path folder) {
        Path write(String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text);
        }

        /** The scores of 40 patients, each cell as a row makes it. */
        Path scores(String header, String row) throws IOException {
            return write("scores.csv", table(header, row));
        }

        Object[] scoring(Path table, Object... more) {
            List<Object> words = new ArrayList<>(List.of("scores", table, "--replicates", "100", "--out"));
            words.add(folder.resolve("out"));
            words.addAll(List.of(more));
            return words.toArray();
        }
    }

    /** %1$d is the row, %2$s its class, %3$s its score. */
    private static String table(String header, String row) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < ROWS; i++) {
            text.append(row.formatted(i, i % 2 == 0 ? "White" : "Black", "0." + (11 + 37 * i % 88)))
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource({"columns", "joins"})
    void isRefusedAndCured(Kind kind, @TempDir Path folder) throws IOException {
        kind.course.follow(new Folder(folder));
    }

    @Test
    void sixtyKindsOfBadInputStandInTheTables() {
        long kinds = CuresOfCohortsTest.kinds() + columns().count() + joins().count();

        assertThat(kinds).isGreaterThanOrEqualTo(60);
    }

    private static Stream<Kind> columns() {
        return Stream.of(
                new Kind(
                        "a score column that is not there",
                        f -> Refusal.of(f.scoring(
                                        f.scores("id,race,score", "p%d,%s,%s"),
                                        "--truth",
                                        "race",
                                        "--positive",
                                        "Black",
                                        "--patient",
                                        "id",
                                        "--score",
                                        "socre"))
                                .saying("\"socre\"", "\"score\"")),
                new Kind(
                        "scores without patients",
                        f -> Refusal.of(f.scoring(
                                        f.scores("id,race,score", "p%d,%s,%s"),
                                        "--truth",
                                        "race",
                                        "--positive",
                                        "Black",
                                        "--score",
                                        "score"))
                                .saying("--patient COLUMN", "--patient row")),
                new Kind(
                        "no score column named",
                        f -> Refusal.of(f.scoring(
                                        f.scores("id,race,score", "p%d,%s,%s"), "--truth", "race", "--patient", "id"))
                                .saying("No score column is named")),
                new Kind(
                        "nothing says for which class a score speaks",
                        f -> Refusal.of(f.scoring(
                                        f.scores("id,race,score", "p%d,%s,%s"),
                                        "--truth",
                                        "race",
                                        "--patient",
                                        "id",
                                        "--score",
                                        "score"))
                                .saying("--positive Black or --positive White")),
                new Kind(
                        "a positive class that nobody has",
                        f -> Refusal.of(f.scoring(
                                        f.scores("id,race,score", "p%d,%s,%s"),
                                        "--truth",
                                        "race",
                                        "--patient",
                                        "id",
                                        "--score",
                                        "score",
                                        "--positive",
                                        "black person"))
                                .saying("\"black person\"")),
                new Kind("bare numbers for truth", f -> {
                    Path table = f.write(
                            "s.csv",
                            table("id,race,score", "p%d,%s,%s")
                                    .replace("White", "0")
                                    .replace("Black", "1"));
                    Refusal.of(f.scoring(table, "--truth", "race", "--patient", "id", "--score", "score"))
                            .saying("bare numbers (0, 1)")
                            .leadingOn("--rename", "0=White", "--rename", "1=Black")
                            .saying("which class a high score speaks for")
                            .curedWith("--positive", "Black");
                }),
                new Kind("a score that is no number", f -> {
                    String sound = table("id,race,score", "p%d,%s,%s");
                    Path table = f.write("s.csv", sound.replaceFirst("0\\.11", "high"));
                    Refusal.of(f.scoring(
                                    table,
                                    "--truth",
                                    "race",
                                    "--positive",
                                    "Black",
                                    "--patient",
                                    "id",
                                    "--score",
                                    "score"))
                            .saying("Row 2", "\"high\"")
                            .notSaying("p0,");
                }));
    }

    private static Stream<Kind> joins() {
        return Stream.of(
                new Kind("scores by path, truth by name", f -> {
                    Terminal cured = joined(f, "/data/run7/i%d_0.png", "i%d_0")
                            .saying(
                                    "No value of image",
                                    "\"/data/run7/i0_0.png\" here",
                                    "\"i0_0\" there",
                                    "folders before")
                            .curedIn(
                                    f.folder.resolve("truth.csv"),
                                    table("image,race,patient", "/data/run7/i%1$d_0.png,%2$s,p%1$d"));
                    assertThat(cured.out()).as("a join that matches wholly").doesNotContain("no match");
                }),
                new Kind("lost zeros", f -> joined(f, "%06d", "%d").saying("leading zeros, 40 of 40 would match")),
                new Kind("another column to join by", f -> {
                    Path truth = f.write("truth.csv", table("image,key,race,patient", "x%1$d,i%1$d,%2$s,p%1$d"));
                    Path scores = f.scores("image,key,p_black", "i%1$d,i%1$d,%3$s");
                    Refusal.of(joining(f, scores, truth, "image")).saying("--on COLUMN");
                }),
                new Kind("no column to join by", f -> {
                    Path truth = f.write("truth.csv", table("image,race,patient", "i%1$d,%2$s,p%1$d"));
                    Refusal.of(f.scoring(
                                    f.scores("image,p_black", "i%1$d,%3$s"),
                                    "--truth",
                                    "race",
                                    "--positive",
                                    "Black",
                                    "--patient",
                                    "patient",
                                    "--score",
                                    "p_black",
                                    "--join",
                                    truth))
                            .saying("Both have: image");
                }),
                new Kind("a column to join by and no second table", f -> {
                    Path truth = f.write("truth.csv", table("image,race,patient", "i%1$d,%2$s,p%1$d"));
                    Object[] words = joining(f, f.scores("image,p_black", "i%1$d,%3$s"), truth, "image");
                    List<Object> loose = new ArrayList<>(List.of(words));
                    loose.removeAll(List.of("--join", truth));
                    Refusal.of(loose.toArray())
                            .saying("--on image stands without a second table")
                            .curedWith("--join", truth);
                }),
                new Kind(
                        "a class column of the long form and no scores",
                        f -> Refusal.of(f.scoring(
                                        f.scores("image,patient,race,class,p", "i%1$d,p%1$d,%2$s,Black,%3$s"),
                                        "--truth",
                                        "race",
                                        "--patient",
                                        "patient",
                                        "--image",
                                        "image",
                                        "--score",
                                        "p",
                                        "--positive",
                                        "Black",
                                        "--long-class=class"))
                                .saying("--long-class stands without the column of the scores")
                                .curedBy("--long-class=class")),
                new Kind("a key twice", f -> {
                    String sound = table("image,race,patient", "i%1$d,%2$s,p%1$d");
                    Path truth = f.write("truth.csv", sound + "i3,White,p3\n");
                    Refusal.of(joining(f, f.scores("image,p_black", "i%1$d,%3$s"), truth, "image"))
                            .saying("Rows 5 and 42");
                }),
                new Kind("one class of two matches", f -> {
                    String sound = table("image,race,patient", "i%1$d,%2$s,p%1$d");
                    Path truth = f.write("truth.csv", sound.replaceAll("(?m)^i(\\d+),Black", "I$1,Black"));
                    Refusal.of(joining(f, f.scores("image,p_black", "i%1$d,%3$s"), truth, "image"))
                            .saying(
                                    "20 of 40 rows of scores.csv have a match in truth.csv",
                                    "capital and small letters")
                            .curedIn(truth, sound);
                }));
    }

    private static Refusal joined(Folder f, String here, String there) throws IOException {
        Path truth = f.write("truth.csv", table("image,race,patient", there.replace("%", "%1$") + ",%2$s,p%1$d"));
        return Refusal.of(joining(f, f.scores("image,p_black", here.replace("%", "%1$") + ",%3$s"), truth, "image"));
    }

    private static Object[] joining(Folder f, Path scores, Path truth, String on) {
        return f.scoring(
                scores,
                "--truth",
                "race",
                "--positive",
                "Black",
                "--patient",
                "patient",
                "--score",
                "p_black",
                "--join",
                truth,
                "--on",
                on);
    }

    @Test
    void aPartialJoinIsCountedOnTheTerminalAndInJson(@TempDir Path folder) throws IOException {
        Folder f = new Folder(folder);
        String truth = table("image,race,patient", "i%1$d,%2$s,p%1$d").replaceAll("(?m)^i([0-5]),", "x$1,");
        Path scores = f.scores("image,p_black", "i%1$d,%3$s");
        Path second = f.write("truth.csv", truth);
        List<Object> words = new ArrayList<>(List.of(joining(f, scores, second, "image")));
        words.add("--json");
        Terminal terminal = Terminal.run(words.toArray());

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        assertThat(terminal.err())
                .contains("34 of 40 rows of scores.csv have a match in truth.csv; 34 of its 40 rows are used");
        assertThat(terminal.out())
                .contains("\"rows-without-match\"", "\"matches-differ-by-class\"", "Fewer than 11 rows have no match")
                .doesNotContain("\"i0\"", "\"x0\"");
    }
}
