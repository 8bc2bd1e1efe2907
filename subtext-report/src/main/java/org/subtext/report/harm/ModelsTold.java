package org.subtext.report.harm;

import java.util.Optional;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.models.ModelDifferences.Difference;
import org.subtext.harm.models.ModelDifferences.Discordant;
import org.subtext.harm.models.ModelDifferences.OfGroup;
import org.subtext.harm.models.ModelDifferences.OfPair;
import org.subtext.harm.models.ModelDifferences.OfRate;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * What of differences between models may be told.
 *
 * <p>A difference follows from both models' rates and is told where both are told as they are. Its interval and p-value
 * tell also how many images only one of the models calls, so that they need those to be none or many; whether models
 * differ for all differences together is told like any verdict.
 *
 * @param hidden instead of what is not told
 */
public record ModelsTold(HarmContent content, HarmTold told, String hidden) {
    private static final double SAME = 1e-9;

    /** Whether anything is told as less than it is. */
    boolean hidesAnything() {
        return content.models().pairs().stream()
                .anyMatch(pair -> pair.groups().stream()
                        .anyMatch(group -> group.rates().keySet().stream()
                                .anyMatch(rate -> !isTold(pair, group, rate) || !isSpreadTold(pair, group, rate))));
    }

    /** {@code 0.80} by the first model and {@code 0.76} by the second. */
    String rate(OfPair pair, OfGroup group, Rate rate, boolean isOfSecond) {
        OfRate one = group.rates().get(rate);
        if (one == null) {
            return NumberText.HIDDEN.equals(hidden) ? "–" : "none";
        }
        return isTold(pair, group, rate)
                ? Digits.fixed((isOfSecond ? one.second() : one.first()).valueOr(0), 2)
                : hidden;
    }

    /** {@code −0.04 (−0.08 to −0.01)}, for all differences together. */
    public String difference(OfPair pair, OfGroup group, Rate rate) {
        OfRate one = group.rates().get(rate);
        if (one == null) {
            return "not assessed";
        }
        return isTold(pair, group, rate) ? text(one.difference(), isSpreadTold(pair, group, rate)) : hidden;
    }

    /** By how much the gap to the reference differs; empty for the reference itself. */
    public String gap(OfPair pair, OfGroup group, Rate rate) {
        OfRate one = group.rates().get(rate);
        if (one == null || one.gap().isEmpty()) {
            return "";
        }
        Extent extent = extentOfGap(pair, group, rate);
        return extent == Extent.NOTHING ? hidden : text(one.gap().get(), extent == Extent.WHOLE);
    }

    /** Over the family. */
    public String p(OfPair pair, OfGroup group, Rate rate) {
        OfRate one = group.rates().get(rate);
        if (one == null) {
            return "";
        }
        return isTold(pair, group, rate) && isSpreadTold(pair, group, rate)
                ? NumberText.p(one.difference().adjustedP())
                : hidden;
    }

    /** Over the family, of the gap. */
    public String pOfGap(OfPair pair, OfGroup group, Rate rate) {
        OfRate one = group.rates().get(rate);
        if (one == null || one.gap().isEmpty()) {
            return "";
        }
        return extentOfGap(pair, group, rate) == Extent.WHOLE
                ? NumberText.p(one.gap().get().adjustedP())
                : hidden;
    }

    /** How much of a difference is told: with interval and p-value, its value alone, or nothing. */
    public enum Extent {
        WHOLE,
        VALUE,
        NOTHING
    }

    /** Of the difference between two models in a group. */
    public Extent extent(OfPair pair, OfGroup group, Rate rate) {
        if (!isTold(pair, group, rate)) {
            return Extent.NOTHING;
        }
        return isSpreadTold(pair, group, rate) ? Extent.WHOLE : Extent.VALUE;
    }

    /** Of the difference between gaps, which tells of the reference as well. */
    public Extent extentOfGap(OfPair pair, OfGroup group, Rate rate) {
        Extent own = extent(pair, group, rate);
        Extent ofReference = extent(pair, reference(pair).orElseThrow(), rate);
        return own.compareTo(ofReference) >= 0 ? own : ofReference;
    }

    private Optional<OfGroup> reference(OfPair pair) {
        return pair.groups().stream()
                .filter(group ->
                        group.group().equals(content.plan().comparison().reference()))
                .findFirst();
    }

    private String text(Difference difference, boolean isSpreadTold) {
        if (difference.simultaneous() instanceof Estimate.Known known) {
            return isSpreadTold
                    ? IntervalText.ofDifference(
                            known.value(),
                            known.interval().lower(),
                            known.interval().upper(),
                            2)
                    : Digits.signed(known.value(), 2) + (difference.isShown() ? " (differs)" : " (may be none)");
        }
        return difference.estimate().isDefined()
                ? Digits.signed(difference.estimate().valueOr(0), 2)
                : "–";
    }

    /** Whether rates and their difference may be told, on the images that both rates beside it are of. */
    public boolean isTold(OfPair pair, OfGroup group, Rate rate) {
        if (told.isInternal()) {
            return true;
        }
        OfRate one = group.rates().get(rate);
        return one != null
                && isSame(pair, pair.first(), group.group(), rate, one.first())
                && isSame(pair, pair.second(), group.group(), rate, one.second());
    }

    private boolean isSame(OfPair pair, String model, String group, Rate rate, Estimate estimate) {
        HarmAssessment.OfFinding finding = content.assessment().findings().stream()
                .filter(one ->
                        one.finding().equals(pair.finding()) && one.model().equals(model))
                .findFirst()
                .orElseThrow();
        Estimate assessed = finding.group(group).rates().get(rate);
        return told.share(finding, finding.group(group), rate).form() == Form.EXACT
                && assessed != null
                && Math.abs(assessed.valueOr(-1) - estimate.valueOr(-2)) < SAME;
    }

    /** Whether interval and p may be. */
    public boolean isSpreadTold(OfPair pair, OfGroup group, Rate rate) {
        return told.isInternal()
                || switch (rate) {
                    case TRUE_POSITIVE, FALSE_NEGATIVE -> areMany(group.with());
                    case FALSE_POSITIVE, TRUE_NEGATIVE -> areMany(group.without());
                    case POSITIVE_PREDICTIVE_VALUE, NEGATIVE_PREDICTIVE_VALUE, SELECTION, PREVALENCE ->
                        areMany(group.with()) && areMany(group.without());
                };
    }

    private static boolean areMany(Discordant images) {
        return !SmallestGroups.isFew(images.firstPatients())
                && !SmallestGroups.isFew(images.secondPatients())
                && !SmallestGroups.isFew(images.firstOnly())
                && !SmallestGroups.isFew(images.secondOnly());
    }
}
