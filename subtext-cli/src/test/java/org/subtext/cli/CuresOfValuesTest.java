package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that nobody can be sure of: classes, truths, dates and scores that are refused, and mended as is said. */
class CuresOfValuesTest {
    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private static String race(int i) {
        return i % 2 == 0 ? "White" : "Black";
    }

    private static String score(int i) {
        return "0." + (11 + 37 * i % 88);
    }

    private Path write(String header, IntFunction<String> row) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text(header, row));
    }

    private static String text(String header, IntFunction<String> row) {
        return header + "\n"
                + String.join("\n", IntStream.range(0, ROWS).mapToObj(row).toList()) + "\n";
    }

    private Refusal scores(IntFunction<String> row, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of(
                "scores",
                write("patient,race,score,date", row),
                "--truth",
                "race",
                "--patient",
                "patient",
                "--score",
                "score",
                "--positive",
                "Black",
                "--replicates",
                "100",
                "--out",
                folder.resolve("out")));
        words.addAll(List.of(more));
        return Refusal.of(words.toArray());
    }

    private Path cohort(IntFunction<String> row) throws IOException {
        for (int i = 0; i < ROWS; i++) {
            Files.write(folder.resolve("i" + i + ".png"), new byte[] {1});
        }
        return write("image_path,patient_id,race,study_date", row);
    }

    /** Each patient has an image of each class; the dates tell which came last. */
    @ParameterizedTest
    @CsvSource({
        "'03/04/2019', '05/06/2019', 2019-06-05 with the day first",
        "'13/04/2019', '04/13/2019', with the month first",
        "'31/12/19', '01/01/20', two digits",
        "'2019-12-31', '43830', which have no order",
        "'2019-02-30', '2019-12-31', no calendar"
    })
    void datesThatHaveNoCertainOrder(String one, String other, String said) throws IOException {
        Path table = cohort(
                i -> "i" + i + ".png,p" + i / 2 + "," + race(i) + "," + (i % 4 == 0 || i % 4 == 3 ? other : one));

        Refusal.of("cohort", "--table", table, "--attribute", "race", "--conflicts", "latest", "--date", "study_date")
                .saying(said, "Write all of them as 2019-03-31")
                .curedIn(
                        table,
                        text(
                                "image_path,patient_id,race,study_date",
                                i -> "i" + i + ".png,p" + i / 2 + "," + race(i) + ","
                                        + (i % 4 == 0 || i % 4 == 3 ? "2019-12-31" : "2019-01-01")));
    }

    @Test
    void oneWordingWithTwoNames() throws IOException {
        Path table = cohort(i -> "i" + i + ".png,p" + i + "," + race(i) + ",");

        Refusal.of("cohort", "--table", table, "--attribute", "race", "--rename", "black=B", "--rename", "BLACK=C")
                .saying("two names", "--rename")
                .curedBy("BLACK=C", "White=W");
    }

    @Test
    void wordsThatAreRecordedInAColumnThatIsNotThere() throws IOException {
        Path table = cohort(i -> "i" + i + ".png,p" + i + "," + (i % 2 == 0 ? "White" : "None") + ",");

        Terminal cured = Refusal.of("cohort", "--table", table, "--attribute", "race", "--recorded", "rase=None")
                .saying("\"rase\"", "--recorded")
                .curedBy("rase=None", "race=None");

        assertThat(cured.out()).contains("None ", "20 patients");
    }

    @Test
    void everyPatientWithTwoTruths() throws IOException {
        scores(i -> "p" + i / 2 + "," + (i % 4 < 2 ? race(i) : "white") + "," + score(i) + ",2019-01-" + (10 + i % 2))
                .saying("has 1 class ", "10 patients", "--conflicts mode")
                .notSaying("p17");
    }

    @Test
    void anUncertainTruthAndAMissingScore() throws IOException {
        Terminal cured = scores(i ->
                        "p" + i + "," + (i % 10 == 0 ? "uncertain" : race(i)) + "," + (i == 7 ? "NaN" : score(i)) + ",")
                .saying("3 classes", "--leave-out CLASS")
                .leadingOn("--leave-out", "uncertain")
                .saying("Row 9 has no score", "--missing-scores exclude")
                .curedWith("--missing-scores", "exclude");

        assertThat(cured.out()).contains("left out of all scores", "as was asked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"12,5%\"; with a per cent sign",
                "\"0,125\"; with a comma",
                "inf; \"inf\"",
                "0.5/1; \"0.5/1\"",
                "about 0.5; \"about 0.5\""
            })
    void aScoreOfAnotherForm(String cell, String said) throws IOException {
        scores(i -> "p" + i + "," + race(i) + "," + (i == 7 ? cell : score(i)) + ",")
                .saying(said, "decimal point");
    }

    @Test
    void thePatientsInPlaceOfTheScores() throws IOException {
        scores(i -> i + 100 + "," + race(i) + "," + (i + 100) + ",").saying("ids are no scores", "Columns:");
    }

    @Test
    void constantScoresCannotTell() throws IOException {
        Path table = write("patient,race,score", i -> "p" + i + "," + race(i) + ",0.5");

        Terminal answered = Terminal.run(
                "scores",
                table,
                "--truth",
                "race",
                "--patient",
                "patient",
                "--score",
                "score",
                "--positive",
                "Black",
                "--replicates",
                "100",
                "--out",
                folder.resolve("out"));

        assertThat(answered.exit()).isZero();
        assertThat(answered.out()).startsWith("CANNOT TELL").contains("rank nobody", "are the same for all 40 images");
    }
}
