package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.harm.Verdict;
import org.subtext.report.harm.HarmContent;

/** An audience that has an age and no groups. */
class AlongAloneTest {
    @TempDir
    private Path folder;

    private Path table = Path.of("");

    /** Fewer of the old with the finding score high; groups say nothing. */
    @BeforeEach
    void writeTable() throws IOException {
        table = folder.resolve("t.csv");
        StringBuilder lines = new StringBuilder("patient,sex,age,one,truth,score\n");
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 600; i++) {
            int age = 20 + random.nextInt(70);
            boolean isThere = random.nextInt(2) == 0;
            boolean isCalled = random.nextDouble() < (isThere ? 0.95 - 0.6 * (age - 20) / 70 : 0.2);
            lines.append("P%d,%s,%d,40,%d,%s%n"
                    .formatted(i, i % 2 == 0 ? "F" : "M", age, isThere ? 1 : 0, isCalled ? 0.9 : 0.1));
        }
        Files.writeString(table, lines);
    }

    private Terminal run(String out, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("harm", table, "--patient", "patient", "--truth", "truth", "--score"));
        words.addAll(List.of("score", "--threshold", "0.5", "--replicates", "49", "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    /** Curves are of all groups together, so that naming groups beside them changes none of their numbers. */
    @Test
    void ratesAlongAgeAreThoseOfARunThatComparesGroupsAsWell() throws IOException {
        Terminal alone = run("alone", "--along", "age=30,80");
        Terminal beside = run("beside", "--along", "age=30,80", "--attribute", "sex", "--reference", "F");

        assertThat(alone.exit()).as(alone.all()).isZero();
        assertThat(beside.exit()).as(beside.all()).isZero();
        HarmContent content = HarmFolder.read(folder.resolve("alone"));
        assertThat(content.along())
                .isEqualTo(HarmFolder.read(folder.resolve("beside")).along());
        assertThat(content.verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(content.assessment().family()).isEmpty();
        assertThat(alone.out())
                .startsWith("HARM SHOWN\nAlong age: harm shown")
                .contains("harm shown, at 80")
                .doesNotContain("less all patients", "reference\n  false");
        String page = Files.readString(folder.resolve("alone/harm.html"));
        assertThat(page)
                .contains("serves patients worse along recorded age", "settle why rates differ along age")
                .doesNotContain("The gaps</h2>", "No group", "gap to");
        assertThat(Files.readAllLines(folder.resolve("alone/gaps.csv"))).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("alone/along.csv"))).hasSize(1 + 2 * 3);
    }

    @Test
    void itIsAnsweredExportedAskedAgainAndCountedAsALook() {
        run("alone", "--along", "age=30,80");
        Terminal asked = Terminal.run("ask", folder.resolve("alone"), "who is harmed?");
        Terminal again = Terminal.run("harm", folder.resolve("alone/harm.yaml"), "--out", folder.resolve("again"));
        Terminal exported = Terminal.run("export", folder.resolve("alone"), "--as", "chai-xml");
        Terminal compared = Terminal.run("compare", folder.resolve("alone"), folder.resolve("again"));

        assertThat(asked.out()).contains("No groups were compared");
        assertThat(again.out()).startsWith("HARM SHOWN").contains("for recorded age");
        assertThat(exported.exit()).as(exported.all()).isZero();
        assertThat(compared.all()).contains("Rates along numbers alone");
    }

    @Test
    void whatIsSaidOfGroupsIsRefused() {
        assertThat(run("no").err()).contains("--attribute race", "--along age");
        assertThat(run("no", "--along", "age", "--reference", "F", "--within", "sex")
                        .err())
                .contains("--reference, --within say something of groups", "leave out these options");
        assertThat(run("no", "--along", "one").err()).contains("Column one holds one number for everybody");
        assertThat(folder.resolve("no")).doesNotExist();
    }
}
