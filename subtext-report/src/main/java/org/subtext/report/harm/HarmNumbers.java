package org.subtext.report.harm;

import java.util.Optional;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * How rates, gaps and thresholds read in tables, as far as they may be told.
 *
 * @param withheld instead of what is not told
 * @param none instead of what there is none of
 */
public record HarmNumbers(HarmTold told, String withheld, String none) {
    /** {@code 0.80 (0.72–0.86)}, or where it lies. */
    public String rate(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, Rate rate) {
        ToldShare share = told.share(finding, group, rate);
        if (share.form() != Form.EXACT) {
            return between(share, 0, 1);
        }
        Estimate estimate = group.rates().get(rate);
        if (estimate instanceof Estimate.Known known) {
            return IntervalText.around(
                    known.value(), known.interval().lower(), known.interval().upper(), 2);
        }
        return estimate != null && estimate.isDefined() ? Digits.fixed(estimate.valueOr(0), 2) : none;
    }

    /** {@code −0.12 (−0.20 to −0.04)}, of all gaps together, or where it lies. */
    public String gap(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {
        ToldShare share = told.gap(finding, gap);
        if (share.form() != Form.EXACT) {
            return between(share, -1, 1);
        }
        return difference(gap.simultaneous() instanceof Estimate.Known known ? known : gap.estimate());
    }

    /** With its interval where it has one. */
    public String difference(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return IntervalText.ofDifference(
                    known.value(), known.interval().lower(), known.interval().upper(), 2);
        }
        return estimate.isDefined() ? Digits.signed(estimate.valueOr(0), 2) : none;
    }

    private String between(ToldShare share, double least, double most) {
        return share.form() == Form.WITHHELD
                ? withheld
                : IntervalText.spanning(Math.max(least, share.lower()), Math.min(most, share.upper()), 2) + " *";
    }

    /** From which score on images are called; empty where a part of the patients has no threshold. */
    public static Optional<String> thresholds(HarmAssessment.OfFinding finding) {
        double[] cuts = finding.thresholds().stream()
                .filter(Estimate::isDefined)
                .mapToDouble(cut -> cut.valueOr(0))
                .sorted()
                .toArray();
        if (cuts.length < finding.thresholds().size() || cuts.length == 0) {
            return Optional.empty();
        }
        String from = Digits.fixed(cuts[0], 3);
        String to = Digits.fixed(cuts[cuts.length - 1], 3);
        return Optional.of("called from " + (from.equals(to) ? from : from + " to " + to) + " on"
                + (finding.isOptimistic() ? ", chosen on the judged images themselves" : ""));
    }
}
