package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of harm in other people's forms. */
class ExportCommandTest {
    private static final Path FINDINGS =
            Path.of("../subtext-statistics/src/test/resources/org/subtext/statistics/findings.csv");

    @TempDir
    private Path folder;

    private Path harm() {
        Path run = folder.resolve("run");
        Terminal terminal = Terminal.run(
                "harm",
                FINDINGS,
                "--attribute",
                "race",
                "--patient",
                "patient",
                "--truth",
                "finding=truth",
                "--score",
                "finding=score",
                "--reference",
                "White",
                "--replicates",
                "19",
                "--out",
                run);
        assertThat(terminal.exit()).as(terminal.all()).isZero();
        return run;
    }

    @Test
    void bothFormsAreWrittenAndNothingIsReplacedUnasked() throws IOException {
        Path run = harm();
        Terminal table = Terminal.run("export", run, "--as", "subgroup-table");
        Terminal card = Terminal.run("export", run, "--as", "chai-xml", "--out", folder.resolve("sub/card.xml"));

        assertThat(table.exit()).as(table.all()).isZero();
        assertThat(table.all()).contains(run.resolve("subgroups.csv").toString());
        assertThat(Files.readString(run.resolve("subgroups.csv"))).startsWith("finding,model,attribute,");
        assertThat(card.exit()).as(card.all()).isZero();
        assertThat(Files.readString(folder.resolve("sub/card.xml"))).contains("<AppliedModelCard xmlns=");

        Terminal again = Terminal.run("export", run, "--as", "subgroup-table");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.all()).contains("exists already", "--out FILE", "--force");
        assertThat(Terminal.run("export", run, "--as", "subgroup-table", "--force")
                        .exit())
                .isZero();

        harm();
        assertThat(run.resolve("subgroups.csv"))
                .as("made of the earlier run's findings")
                .doesNotExist();
    }

    @Test
    void whatCannotBeExportedIsRefused() throws IOException {
        Path run = harm();
        Terminal own = Terminal.run("export", run, "--as", "chai-xml", "--force", "--out", run.resolve("harm.json"));
        assertThat(own.exit()).isEqualTo(2);
        assertThat(own.all()).contains("a file of the run itself");
        Terminal into = Terminal.run("export", run, "--as", "chai-xml", "--out", folder);
        assertThat(into.exit()).isEqualTo(2);
        assertThat(into.all()).contains("is a folder", "--out " + folder.resolve("model-card.xml"));
        Terminal form = Terminal.run("export", run, "--as", "pdf");
        assertThat(form.exit()).isEqualTo(2);
        assertThat(form.all()).contains("--as pdf", "--as subgroup-table");
        Files.delete(run.resolve("manifest.json"));
        Terminal unfinished = Terminal.run("export", run, "--as", "chai-xml");
        assertThat(unfinished.exit()).isEqualTo(2);
        assertThat(unfinished.all()).contains("no finished run of harm");
        assertThat(Terminal.run("export", folder.resolve("nowhere"), "--as", "chai-xml")
                        .all())
                .contains("there is no such folder");
    }
}
