package org.subtext.routes.reading;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.assessment.VerdictRule;
import org.subtext.routes.contract.SettingResult;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.StepdownMaxT.Alternative;
import org.subtext.statistics.StepdownMaxT.Hypothesis;

/**
 * Which of several settings differ from the mean of all of them, on their shared draws and corrected over them.
 *
 * <p>Without this the best of nine alike tiles would always be pointed at.
 */
final class StandingOut {
    /** With fewer there is no crowd to stand out from. */
    private static final int FEWEST = 3;

    private StandingOut() {}

    /** +1 above the mean of its peers, −1 below, 0 where no difference is shown; an entry a setting with draws. */
    static Map<SettingResult, Integer> among(List<RouteAssessor.Assessed> peers, double alpha) {
        List<RouteAssessor.Assessed> drawn =
                peers.stream().filter(one -> one.draws().isPresent()).toList();
        Map<SettingResult, Integer> signs = new HashMap<>();
        if (drawn.size() < FEWEST) {
            return signs;
        }
        List<double[]> draws =
                drawn.stream().map(one -> one.draws().orElseThrow()).toList();
        double[] observed = drawn.stream()
                .mapToDouble(one -> one.result().macroAuc().valueOr(VerdictRule.CHANCE))
                .toArray();
        double mean = Arrays.stream(observed).average().orElseThrow();
        double[] meanOfDraws = new double[draws.get(0).length];
        Arrays.setAll(
                meanOfDraws,
                b -> draws.stream().mapToDouble(values -> values[b]).average().orElseThrow());
        List<Hypothesis> family = IntStream.range(0, drawn.size())
                .mapToObj(i -> {
                    double[] difference = new double[meanOfDraws.length];
                    Arrays.setAll(difference, b -> draws.get(i)[b] - meanOfDraws[b]);
                    // Equal on every draw, like constant scores among constant scores: no difference in any direction.
                    double anyError = 1;
                    return Hypothesis.ofDraws(observed[i] - mean, difference, 0, isSpread(difference) ? 0 : anyError);
                })
                .toList();
        StepdownMaxT.Result test = StepdownMaxT.of(family, Alternative.TWO_SIDED);
        for (int i = 0; i < drawn.size(); i++) {
            boolean differs = test.adjustedP().get(i) < alpha;
            signs.put(drawn.get(i).result(), differs ? (int) Math.signum(observed[i] - mean) : 0);
        }
        return signs;
    }

    private static boolean isSpread(double[] values) {
        DoubleSummaryStatistics range =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        return range.getMax() - range.getMin() > 1e-12;
    }
}
