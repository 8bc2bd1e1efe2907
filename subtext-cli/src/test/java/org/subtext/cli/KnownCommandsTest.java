package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that is none is refused with the nearest name, wherever help is asked for. */
class KnownCommandsTest {
    @ParameterizedTest
    @CsvSource({
        "chort, subtext cohort",
        "chort --help, subtext cohort",
        "--help chort, subtext cohort",
        "help chort, subtext cohort",
        "archive pul, archive pull",
        "archive pul --help, archive pull",
        "help archive pul, archive pull",
        "segment trian --help, segment train",
    })
    void isRefusedWithTheNearest(String line, String nearest) {
        Terminal terminal = Terminal.run((Object[]) line.split(" "));

        assertThat(terminal.exit()).as(terminal.all()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("Did you mean: ").contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "--help",
        "help",
        "help help",
        "help cohort",
        "help archive pull",
        "cohort --help",
        "archive pull --help"
    })
    void helpOfACommandIsShown(String line) {
        Terminal terminal = Terminal.run((Object[]) line.split(" "));

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        assertThat(terminal.out()).contains("Usage: subtext");
    }

    @Test
    void theHelpOfAllIsTheSameWithoutTheOptionsOfEach() {
        String full = Subtext.commandLine().getUsageMessage();

        assertThat(Subtext.commandLine("--help").getUsageMessage())
                .isEqualTo(full)
                .contains("audit-split", "scores");
        assertThat(Subtext.commandLine("scores", "--help").getUsageMessage()).isEqualTo(full);
    }

    @Test
    void theArgumentOfACommandIsNoCommand() {
        assertThat(Terminal.run("predict", "model", "images", "--help").exit()).isZero();
    }
}
