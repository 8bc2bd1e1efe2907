package org.subtext.harm.beside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.provenance.Seed;

/** Gaps and all that stands beside them, of a table as large as those that people publish. */
@Tag("slow")
class HarmSpeedTest {
    private static final int ROWS = 38_000;
    private static final int FINDINGS = 14;

    /** A minute of two processors, whatever else they do. */
    @Test
    void aLargeTableTakesLessThanAMinuteOfTwoProcessors() throws IOException {
        FindingTable table = table(FINDINGS);
        HarmPlan plan =
                HarmPlan.of("race", "White").withComparison(groups -> groups.withStrata(List.of("view", "sex")));
        Roles roles = Roles.crossFitted(table, 5, new Seed(1));
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = system.getProcessCpuTime();
        HarmAssessment gaps = HarmAssessor.assess(table, roles, plan, 2);
        long between = system.getProcessCpuTime();
        BesideGaps beside = BesideAssessor.assess(table, roles, plan, gaps, 2);
        long end = system.getProcessCpuTime();
        assertThat(beside.findings()).hasSize(FINDINGS);
        record(Duration.ofNanos(between - begin), Duration.ofNanos(end - between));
        assertThat(Duration.ofNanos(end - begin)).isLessThan(Duration.ofSeconds(120));
    }

    private static void record(Duration gaps, Duration beside) throws IOException {
        Path figures = Path.of("target", "figures", "harm.txt");
        Files.createDirectories(figures.getParent());
        Files.writeString(
                figures,
                String.format(
                        Locale.ROOT,
                        "38,000 images, 14 findings, 5 groups, 2,000 draws: processor time %.1f s for gaps, %.1f s beside%n",
                        gaps.toMillis() / 1e3,
                        beside.toMillis() / 1e3),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Also with ages, which no gap asks about. */
    static FindingTable table(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<String> patients = new ArrayList<>();
        List<String> races = new ArrayList<>();
        List<String> sexes = new ArrayList<>();
        List<String> views = new ArrayList<>();
        int patient = 0;
        for (int row = 0; row < ROWS; row++) {
            boolean isNew = row == 0 || random.nextInt(3) == 0;
            int draw = random.nextInt(100);
            patient += isNew ? 1 : 0;
            patients.add("P" + patient);
            races.add(isNew ? race(draw) : races.get(row - 1));
            sexes.add(isNew ? (draw % 2 == 0 ? "F" : "M") : sexes.get(row - 1));
            views.add(random.nextInt(3) == 0 ? "AP" : "PA");
        }
        List<FindingColumn> findings = new ArrayList<>();
        for (int finding = 0; finding < count; finding++) {
            findings.add(finding(finding, random));
        }
        double[] ages = new double[ROWS];
        Arrays.setAll(ages, row -> 20 + (patients.get(row).hashCode() & 0xffff) % 70);
        return FindingTable.of(patients, Map.of("race", races, "sex", sexes, "view", views), findings)
                .withNumbers(Map.of("age", ages));
    }

    private static String race(int draw) {
        return draw < 55 ? "White" : draw < 75 ? "Black" : draw < 90 ? "Asian" : draw < 97 ? "Other" : "";
    }

    private static FindingColumn finding(int finding, SplittableRandom random) {
        boolean[] known = new boolean[ROWS];
        boolean[] present = new boolean[ROWS];
        double[] scores = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            known[row] = true;
            present[row] = random.nextDouble() < 0.03 + 0.02 * (finding % FINDINGS);
            double latent = (present[row] ? 1.2 : 0) + random.nextGaussian() - 1.5;
            scores[row] = 1 / (1 + Math.exp(-latent));
        }
        return FindingColumn.of("finding " + finding, known, present, scores);
    }
}
