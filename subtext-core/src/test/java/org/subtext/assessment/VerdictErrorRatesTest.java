package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the rule of verdicts errs, and how often it answers, over simulated tables. Figures and the command stand in
 * docs/validation-statistics.md; each build runs a tenth of the tables of the smallest designs.
 */
class VerdictErrorRatesTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withReplicates(600);
    private static final double STATED = PLAN.alpha() / 2;

    /** Without signal: patients of each class, images a patient, steps of the score, whether a patient is a case. */
    private record Design(List<Integer> patients, int images, int steps, boolean byPatient) {
        VerdictSimulation simulation(double auc) {
            List<Double> aucs = Collections.nCopies(patients.size(), auc);
            return new VerdictSimulation(new VerdictTables(patients, aucs, images, steps), PLAN, byPatient);
        }
    }

    private static final List<Design> NULLS = List.of(
            new Design(List.of(15, 15), 1, 0, true),
            new Design(List.of(30, 30), 1, 0, true),
            new Design(List.of(150, 150), 1, 0, true),
            new Design(List.of(24, 276), 1, 0, true),
            new Design(List.of(276, 24), 1, 3, true),
            new Design(List.of(40, 60), 4, 0, false),
            new Design(List.of(20, 80), 5, 0, true),
            new Design(List.of(60, 60), 1, 1, true),
            new Design(List.of(30, 30, 30), 1, 0, true),
            new Design(List.of(15, 45, 140), 1, 0, true),
            new Design(List.of(50, 50, 50), 3, 2, false),
            new Design(List.of(40, 40, 40, 40), 1, 0, true),
            new Design(List.of(30, 30, 30, 30, 30), 1, 0, true),
            new Design(List.of(15, 20, 40, 60, 80, 90), 1, 0, true),
            new Design(List.of(25, 25, 25, 25, 25, 25, 25), 1, 0, true),
            new Design(List.of(8, 100, 100), 1, 0, true));

    @Test
    @Tag("slow")
    void withoutSignalItRevealsNoMoreOftenThanStated() {
        int pooled = 0;
        for (Design design : NULLS) {
            int tables = 1_000;
            Map<Verdict.Kind, Integer> said = tally(design.simulation(0.5), tables);
            int reveals = said.getOrDefault(Verdict.Kind.REVEALS, 0);
            pooled += reveals;
            print("null " + design, said, tables);
            assertThat(lowerLimit(reveals, tables)).as(design.toString()).isLessThanOrEqualTo(STATED);
        }
        double share = pooled / (1_000.0 * NULLS.size());
        System.out.printf(Locale.ROOT, "pooled reveals %.4f of %d%n", share, 1_000 * NULLS.size());
        assertThat(share).isLessThanOrEqualTo(1.1 * STATED);
    }

    private static Map<Verdict.Kind, Integer> tally(VerdictSimulation simulation, int tables) {
        Map<Verdict.Kind, Integer> said = new EnumMap<>(Verdict.Kind.class);
        for (int table = 0; table < tables; table++) {
            said.merge(simulation.verdict(table).kind(), 1, Integer::sum);
        }
        return said;
    }

    private static void print(String what, Map<Verdict.Kind, Integer> said, int tables) {
        List<String> shares = new ArrayList<>();
        said.forEach((kind, count) ->
                shares.add(String.format(Locale.ROOT, "%s %.3f", kind.words(), count / (double) tables)));
        System.out.println(what + ": " + String.join(", ", shares));
    }

    /** Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404. */
    private static double lowerLimit(int count, int tables) {
        return count == 0 ? 0 : BetaDistribution.of(count, tables - count + 1.0).inverseCumulativeProbability(0.025);
    }
}
