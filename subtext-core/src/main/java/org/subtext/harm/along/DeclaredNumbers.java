package org.subtext.harm.along;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.statistics.BootstrapDistribution;

/**
 * Numbers at which rates are compared: those of the plan, and else the median of the judged rows with the tenth and the
 * ninetieth percentile against it, rounded so that people can say them. No truth and no score has a say in them.
 *
 * @param reference that the others are compared with
 */
record DeclaredNumbers(double reference, List<Double> others) {
    private static final double FAR_APART = 10;

    /** Nearer numbers are rounded to less than this part of what lies between them: 4.93 and not 4.93213360568. */
    private static final double STEPS = 50;

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
        double apart = chosen[2] - chosen[1];
        if (apart >= FAR_APART) {
            Arrays.setAll(chosen, i -> Math.rint(chosen[i]));
        } else if (apart > 0) {
            int decimals = (int) Math.ceil(-Math.log10(apart / STEPS));
            Arrays.setAll(chosen, i -> rounded(chosen[i], decimals));
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

    private static double rounded(double number, int decimals) {
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
