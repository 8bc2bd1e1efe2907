package org.subtext.harm.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.along.AlongAssessor;
import org.subtext.harm.along.RatesAlong;
import org.subtext.provenance.Seed;

/**
 * What a large table of 2, 14 and 56 findings needs of the heap beside itself: that of one finding, the draws of all
 * gaps, and results. Live heap after collections that follow one another while it is assessed.
 */
@Tag("slow")
class HarmMemoryTest {
    private static final double MEGABYTE = 1 << 20;
    private static final int DRAWS = 50;
    private static final long EVERY_NANOSECONDS = 300_000_000;

    @Test
    void memoryDoesNotGrowWithFindings() throws IOException {
        double few = peak(2);
        double usual = peak(14);
        double many = peak(56);
        Path figures = Path.of("target", "figures", "harm.txt");
        Files.createDirectories(figures.getParent());
        Files.writeString(
                figures,
                String.format(
                        Locale.ROOT,
                        "38,000 images, 5 groups, %d draws: heap beside the table at most %.0f MB of 2 findings, %.0f MB"
                                + " of 14, %.0f MB of 56%n",
                        DRAWS,
                        few,
                        usual,
                        many),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(many - few).isLessThan(54 * 1.0);
    }

    private static double peak(int findings) {
        FindingTable table = HarmSpeedTest.table(findings);
        HarmPlan plan = HarmPlan.of("race", "White")
                .withComparison(groups -> groups.withStrata(List.of("view", "sex")))
                .withAlong(List.of(new HarmPlan.Along("age", List.of())))
                .withDraws(DRAWS);
        Roles roles = Roles.crossFitted(table, 5, new Seed(1));
        long before = live();
        AtomicLong most = new AtomicLong();
        AtomicBoolean isDone = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!isDone.get()) {
                most.accumulateAndGet(live(), Math::max);
                LockSupport.parkNanos(EVERY_NANOSECONDS);
            }
        });
        watch.start();
        List<Object> kept = new ArrayList<>();
        try {
            HarmAssessment gaps = HarmAssessor.assess(table, roles, plan, 1);
            BesideGaps beside = BesideAssessor.assess(table, roles, plan, gaps, 1);
            RatesAlong along = AlongAssessor.assess(table, roles, plan, gaps, 1);
            kept.addAll(List.of(gaps, beside, along));
        } finally {
            isDone.set(true);
        }
        assertThat(kept).hasSize(3);
        return (most.get() - before) / MEGABYTE;
    }

    /** In use once all that nobody holds is gone. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
