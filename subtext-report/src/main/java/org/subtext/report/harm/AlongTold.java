package org.subtext.report.harm;

import org.subtext.harm.HarmAssessment;
import org.subtext.harm.along.RatesAlong;
import org.subtext.report.disclosure.ToldShare.Form;

/**
 * What of rates along numbers may be told. A curve is of all groups together, and adds up to what all have: who knows
 * the numbers of all images takes the groups that are told from it and is left with those that are not. So it is told
 * where no group's rate is hidden, and verdicts always.
 */
public final class AlongTold {
    private final HarmContent content;
    private final HarmTold told;

    public AlongTold(HarmContent content, HarmTold told) {
        this.content = content;
        this.told = told;
    }

    /** Whether values, curve and slope may be told. */
    public boolean isTold(RatesAlong.OfRate rate) {
        return told.isInternal()
                || content.assessment().findings().stream()
                        .filter(finding -> finding.title().equals(rate.title()))
                        .allMatch(finding -> areAllTold(finding, rate));
    }

    private boolean areAllTold(HarmAssessment.OfFinding finding, RatesAlong.OfRate rate) {
        return finding.groups().stream()
                .allMatch(group -> told.share(finding, group, rate.rate()).form() == Form.EXACT);
    }

    /** Whether something is held back. */
    boolean hidesAnything() {
        return content.along().rates().stream().anyMatch(rate -> !isTold(rate));
    }
}
