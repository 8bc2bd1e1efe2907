package org.subtext.report.harm;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.along.Support;
import org.subtext.report.disclosure.ToldShare.Form;

/**
 * What of rates along numbers may be told. A curve is of all groups together, and adds up to what all have: who knows
 * the numbers of all images takes the groups that are told from it and is left with those that are not. So it is told
 * where no group's rate is hidden. A curve through few numbers is a table of them, and is told where no number of it is
 * of few patients (ADR 61). Verdicts are told always.
 */
public final class AlongTold {
    /**
     * On fewer numbers than this, each of few patients, a curve is a table of them: ten more than the five parameters
     * of a curve and its level, the margin that rules of disclosure ask of a regression.
     */
    private static final int FEWEST_NUMBERS = 15;

    /** So many patients are too many for trying who of them was counted. */
    private static final int FEWEST_PATIENTS = 64;

    /** Why a curve is not told. */
    enum Reason {
        /** A rate of some group is not told. */
        GROUP("Where a rate of some group is not told, only verdicts are: a curve of all groups would tell of it."),
        /** A number of few patients, among few numbers. */
        NUMBERS("Where few numbers are recorded and few patients have one of them, only verdicts are told: the curve"
                + " would count those patients."),
        /** Few patients without a number. */
        WITHOUT("Where few patients have no number, only verdicts are told: the rate of all less the curve would count"
                + " those patients.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    private final HarmContent content;
    private final HarmTold told;

    public AlongTold(HarmContent content, HarmTold told) {
        this.content = content;
        this.told = told;
    }

    /** Whether values, curve and slope may be told. */
    public boolean isTold(RatesAlong.OfRate rate) {
        return whyNot(rate).isEmpty();
    }

    private Optional<Reason> whyNot(RatesAlong.OfRate rate) {
        if (told.isInternal()) {
            return Optional.empty();
        }
        Support support = rate.support();
        if (!areGroupsTold(rate)) {
            return Optional.of(Reason.GROUP);
        }
        if (support.fewNumbers() > 0
                && (support.fewNumbers() < FEWEST_NUMBERS || support.fewPatients() < FEWEST_PATIENTS)) {
            return Optional.of(Reason.NUMBERS);
        }
        return support.isFewWithout() ? Optional.of(Reason.WITHOUT) : Optional.empty();
    }

    private boolean areGroupsTold(RatesAlong.OfRate rate) {
        return content.assessment().findings().stream()
                .filter(finding -> finding.title().equals(rate.title()))
                .flatMap(finding -> finding.groups().stream().map(group -> told.share(finding, group, rate.rate())))
                .allMatch(share -> share.form() == Form.EXACT);
    }

    /** Why something is held back; none where nothing is. */
    Set<Reason> reasons() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        content.along().rates().forEach(rate -> whyNot(rate).ifPresent(reasons::add));
        return reasons;
    }
}
