package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about a run, and two runs beside each other, on the terminal. */
class AskCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>(List.of("pt,sex,score"));
        for (int patient = 0; patient < 60; patient++) {
            boolean isM = patient % 2 == 0;
            lines.add("p" + patient + "," + (isM ? "M" : "F") + "," + (random.nextDouble() + (isM ? 0.5 : 0)));
        }
        Path scores = Files.writeString(folder.resolve("scores.csv"), String.join("\n", lines) + "\n");
        assertThat(Terminal.run(
                                "scores",
                                scores,
                                "--truth",
                                "sex",
                                "--positive",
                                "M",
                                "--score",
                                "score",
                                "--patient",
                                "pt",
                                "--replicates",
                                "100",
                                "--out",
                                folder.resolve("run"))
                        .exit())
                .isZero();
    }

    @Test
    void anAnswerEndsWithItsPlaceAndLimits() {
        Terminal answered = ask("What is the AUC of M?");

        assertThat(answered.exit()).as(answered.all()).isZero();
        assertThat(answered.out())
                .containsPattern("AUC of M against the rest: 0\\.\\d{3} \\(95% CI")
                .contains("n = 60 patients", "Source: estimates.json (SHA-256 ", "/classes/", "Limits: ");
        assertThat(ask("what", "is", "the", "AUC", "of", "M").out()).isEqualTo(answered.out());
    }

    @Test
    void whatIsNotAnsweredHasAnExitCodeOfItsOwn() {
        Terminal refused = ask("Which sex is he?");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.out()).contains("nothing of any one person", "You may ask:");
    }

    @Test
    void jsonHoldsEveryFigureWithItsPlace() {
        assertThat(ask("Do the images reveal sex?", "--json").out())
                .contains("\"answered\" : true", "\"topic\" : \"verdict\"", "\"pointer\" : \"/verdict/kind\"");
        assertThat(ask("Why?", "--json").out()).contains("\"answered\" : false", "\"may_ask\" : [");
        assertThat(ask("--list").out()).contains("What is the AUC of F?");
    }

    @Test
    void aRunThatIsNotThereIsBadInput() {
        assertThat(Terminal.run("ask", folder.resolve("none"), "AUC?").exit()).isEqualTo(2);
        assertThat(ask().exit()).isEqualTo(2);
        assertThat(ask("AUC?", "--list").exit()).isEqualTo(2);
    }

    @Test
    void aRunDoesNotDifferFromItself() {
        Path run = folder.resolve("run");
        Terminal compared = Terminal.run("compare", run, run);

        assertThat(compared.exit()).as(compared.all()).isZero();
        assertThat(compared.out()).contains("60 patients in common", "0.000 (0.000 to 0.000)");
        assertThat(Terminal.run("compare", run, run, "--json").out()).contains("\"common\" : 60");
        assertThat(Terminal.run("compare", run, folder.resolve("none")).exit()).isEqualTo(2);
    }

    private static Terminal ask(Object... words) {
        List<Object> all = new ArrayList<>(List.of("ask", folder.resolve("run")));
        all.addAll(List.of(words));
        return Terminal.run(all.toArray());
    }
}
