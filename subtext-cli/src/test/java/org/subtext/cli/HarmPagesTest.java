package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.phantom.PlantedHarm;
import org.subtext.provenance.Seed;
import org.subtext.report.harm.HarmContent;

class HarmPagesTest {
    @TempDir
    Path folder;

    /** From a phantom's table to the page, whose figures are those that the folder keeps. */
    @Test
    void aRunOfHarmWritesItsPageAndKeepsWhatStandsBesideTheGaps() throws IOException {
        Path table = Files.writeString(
                folder.resolve("phantom.csv"), PlantedHarm.underdiagnosis(0.3).csv(500, new Seed(1)));
        Path out = folder.resolve("run");
        Terminal found = Terminal.run(
                "harm",
                table,
                "--attribute",
                "group",
                "--reference",
                "A",
                "--patient",
                "id",
                "--within",
                "view",
                "--replicates",
                60,
                "--internal",
                "--out",
                out);

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(out.resolve("harm.html"))
                .content()
                .contains("Harm shown", "worse: TPR", "label and view")
                .doesNotContain("not for sharing");
        assertThat(out.resolve("harm-internal.html")).content().contains("not for sharing");
        assertThat(out.resolve("harm.pdf")).isNotEmptyFile();
        HarmContent kept = HarmFolder.read(out);
        BesideGaps.OfFinding finding = kept.beside().of(PlantedHarm.FINDING).orElseThrow();
        assertThat(finding.gaps()).hasSize(2).allMatch(gap -> gap.rungs().size() == 2);
        assertThat(finding.groups()).allMatch(group -> group.curve().operating().isPresent());
        assertThat(finding.intersections()).isNotEmpty();
    }
}
