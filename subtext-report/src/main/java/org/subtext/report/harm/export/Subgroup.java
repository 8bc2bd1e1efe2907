package org.subtext.report.harm.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/**
 * One rate of one group, as far as it may be told.
 *
 * @param rows that the rate is a share of; empty where that is not told
 * @param told how the rate is told; the estimate is shown where this is exact
 * @param estimate with its interval
 * @param gap to the reference; empty for the reference
 */
record Subgroup(
        HarmAssessment.OfFinding finding,
        Rate rate,
        String group,
        OptionalLong rows,
        ToldShare told,
        Estimate estimate,
        Optional<ToldGap> gap) {
    /**
     * A gap to the reference.
     *
     * @param told how it is told; estimates are shown where this is exact
     */
    record ToldGap(HarmAssessment.Gap gap, ToldShare told) {
        boolean isExact() {
            return told.form() == ToldShare.Form.EXACT;
        }

        /** With the interval that holds for all gaps together, where it has one. */
        Estimate estimate() {
            return gap.simultaneous() instanceof Estimate.Known ? gap.simultaneous() : gap.estimate();
        }
    }

    boolean isExact() {
        return told.form() == ToldShare.Form.EXACT;
    }

    /** All of a run, by finding, rate and group. */
    static List<Subgroup> of(HarmContent content, HarmTold told) {
        List<Subgroup> all = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            for (Rate rate : content.plan().rates()) {
                for (HarmAssessment.OfGroup group : finding.groups()) {
                    Estimate estimate = group.rates().get(rate);
                    all.add(new Subgroup(
                            finding,
                            rate,
                            group.group(),
                            told.rows(finding, group, rate),
                            told.share(finding, group, rate),
                            estimate == null ? Estimate.undefined("no threshold") : estimate,
                            finding.gap(rate, group.group()).map(gap -> new ToldGap(gap, told.gap(finding, gap)))));
                }
            }
        }
        return all;
    }
}
