package org.subtext.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.VerdictFindings.Says;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.statistics.Estimate;

/**
 * Corrects what several readers found together: weighted Holm over readers, each with the smallest corrected p of its
 * classes.
 *
 * <p>The primary reader has half the weight, the others share the other half, and one alone has all of it. In order of
 * p/weight each is multiplied by the weight that is left over its own, and none is smaller than the one before it:
 * family-wise error under any dependence between readers, who see the same patients and are anything but independent
 * (Holm 1979, Scandinavian Journal of Statistics 6:65–70, section 4). A class of a reader is corrected by its reader's
 * factor. Checked against closed testing in {@code LadderRuleTest}.
 */
final class LadderRule {
    /** What one reader's p become: {@code max(floor, min(1, factor * p))}. */
    record Correction(double weight, double factor, double floor) {
        double of(double p) {
            return Math.max(floor, Math.min(1, factor * p));
        }

        Estimate of(Estimate p) {
            return p.isDefined() ? new Estimate.Point(of(p.valueOr(1))) : p;
        }
    }

    private final VerdictRule verdict;

    LadderRule(VerdictRule verdict) {
        this.verdict = verdict;
    }

    /** One a reader, in the order given. */
    static List<Correction> corrections(List<Double> smallestP, int primary) {
        int count = smallestP.size();
        List<Integer> order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> smallestP.get(r) / weight(r, primary, count)))
                .toList();
        Correction[] corrections = new Correction[count];
        double left = 1;
        double floor = 0;
        for (int reader : order) {
            double weight = weight(reader, primary, count);
            // the last has all that is left: exactly 1, not what rounding makes of it
            double factor = Math.max(1, left / weight);
            corrections[reader] = new Correction(weight, factor, floor);
            floor = corrections[reader].of(smallestP.get(reader));
            left -= weight;
        }
        return List.of(corrections);
    }

    private static double weight(int reader, int primary, int count) {
        if (count == 1) {
            return 1;
        }
        return reader == primary ? 0.5 : 0.5 / (count - 1);
    }

    /**
     * The findings of each with p corrected over readers, and what classes say by them.
     *
     * @param readers what each found, p corrected over its classes alone
     */
    List<VerdictFindings> joint(List<VerdictFindings> readers, List<Correction> corrections) {
        List<VerdictFindings> joint = new ArrayList<>();
        for (int r = 0; r < readers.size(); r++) {
            VerdictFindings own = readers.get(r);
            Correction correction = corrections.get(r);
            joint.add(new VerdictFindings(
                    own.unit(),
                    own.rows(),
                    own.patients(),
                    own.tested().stream().map(one -> corrected(one, correction)).toList(),
                    own.uncovered(),
                    own.isMeanApart(),
                    own.sizes()));
        }
        return joint;
    }

    private Tested corrected(Tested one, Correction correction) {
        return verdict.tested(
                one.className(), one.auc(), one.equivalence(), correction.of(one.adjustedP()), one.belowP());
    }

    static boolean reveals(VerdictFindings findings) {
        return findings.tested().stream().anyMatch(one -> one.says() == Says.ABOVE_CHANCE);
    }
}
