package org.subtext.harm.along;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.statistics.BootstrapDistribution;

/**
 * Numbers at which rates are compared: those of the plan, and else the median of the judged rows with the tenth and the
 * ninetieth percentile against it, whole where they are far apart. No truth and no score has a say in them.
 *
 * @param reference that the others are compared with
 */
record DeclaredNumbers(double reference, List<Double> others) {
    private static final double FAR_APART = 10;

    DeclaredNumbers {
        others = List.copyOf(others);
    }

    static DeclaredNumbers of(HarmPlan.Along along, FindingTable table, Roles roles) {
        if (!along.at().isEmpty()) {
            return new DeclaredNumbers(
                    along.at().get(0), along.at().subList(1, along.at().size()));
        }
        double[] numbers = table.numbers(along.column());
        double[] judged = IntStream.range(0, table.rows())
                .filter(roles::isJudged)
                .mapToDouble(row -> numbers[row])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (judged.length == 0) {
            return new DeclaredNumbers(0, List.of());
        }
        double[] chosen = {
            BootstrapDistribution.quantile(judged, 0.5),
            BootstrapDistribution.quantile(judged, 0.1),
            BootstrapDistribution.quantile(judged, 0.9)
        };
        if (chosen[2] - chosen[1] >= FAR_APART) {
            Arrays.setAll(chosen, i -> Math.rint(chosen[i]));
        }
        return new DeclaredNumbers(
                chosen[0],
                Arrays.stream(chosen)
                        .skip(1)
                        .filter(number -> number != chosen[0])
                        .distinct()
                        .boxed()
                        .toList());
    }
}
