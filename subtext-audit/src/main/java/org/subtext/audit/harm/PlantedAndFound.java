package org.subtext.audit.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.harm.HarmContent;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.sources.phantom.HarmRecipe.Direction;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.casemix.LabelNoise;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * What was planted beside what a run of harm found. Small counts are told here too: no patient is in a phantom.
 *
 * @param recipe what was planted
 * @param content what was found, of a finding whose groups are those of the recipe
 */
public record PlantedAndFound(HarmRecipe recipe, HarmContent content) {
    private static final int DECIMALS = 2;

    /** How what was found of a rate stands to what was planted. */
    public enum Agreement {
        AS_PLANTED,
        /** The interval holds the planted direction and none. */
        CANNOT_TELL,
        OTHERWISE,
        /** Nothing was planted for this rate, and none excluded. */
        NOTHING_PLANTED
    }

    /** Sentences, one a line. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add("Planted: " + recipe.truth());
        sentences.add(found(Rate.TRUE_POSITIVE, "true positive rate"));
        sentences.add(found(Rate.FALSE_POSITIVE, "false positive rate"));
        beside().ifPresent(sentences::add);
        return sentences;
    }

    /** Whether a rate lies where it was planted, by the interval that holds for all gaps together. */
    public Agreement agreement(Rate rate) {
        Direction planted = rate == Rate.TRUE_POSITIVE ? recipe.truePositiveRate() : recipe.falsePositiveRate();
        if (planted == Direction.OPEN) {
            return Agreement.NOTHING_PLANTED;
        }
        if (!(gap(rate).simultaneous() instanceof Estimate.Known known)) {
            return Agreement.CANNOT_TELL;
        }
        boolean holdsNone = known.interval().contains(0);
        if (planted == Direction.ALIKE) {
            return holdsNone ? Agreement.AS_PLANTED : Agreement.OTHERWISE;
        }
        return holdsNone ? Agreement.CANNOT_TELL : known.value() < 0 ? Agreement.AS_PLANTED : Agreement.OTHERWISE;
    }

    private HarmAssessment.OfFinding finding() {
        return content.assessment().findings().get(0);
    }

    private HarmAssessment.Gap gap(Rate rate) {
        return finding().gap(rate, HarmRecipe.GROUP).orElseThrow();
    }

    private String found(Rate rate, String words) {
        return "Found: " + words + ", " + HarmRecipe.GROUP + " less " + HarmRecipe.REFERENCE + ": " + number(gap(rate))
                + ". "
                + switch (agreement(rate)) {
                    case AS_PLANTED -> "As planted.";
                    case CANNOT_TELL -> "Too few images to tell.";
                    case OTHERWISE -> "Not as planted.";
                    case NOTHING_PLANTED -> "None was planted; it is what the model makes of views.";
                };
    }

    private static String number(HarmAssessment.Gap gap) {
        return gap.simultaneous() instanceof Estimate.Known known ? text(known) : "not assessed";
    }

    private static String text(Estimate.Known known) {
        return IntervalText.ofDifference(
                known.value(), known.interval().lower(), known.interval().upper(), DECIMALS);
    }

    /** What tells the cause from others. */
    private Optional<String> beside() {
        return switch (recipe.cause()) {
            case NONE, UNDERDIAGNOSIS -> Optional.empty();
            case CASE_MIX -> matched();
            case LABEL_NOISE -> besideGap().map(gap -> byLabels());
            case AMPLIFIED -> ownCurves();
        };
    }

    private Optional<BesideGaps.OfGap> besideGap() {
        return content.beside()
                .of(finding().title())
                .flatMap(one -> one.gaps().stream()
                        .filter(gap ->
                                gap.rate() == Rate.TRUE_POSITIVE && gap.group().equals(HarmRecipe.GROUP))
                        .findFirst());
    }

    private Optional<String> matched() {
        return besideGap()
                .map(gap -> gap.rungs().get(gap.rungs().size() - 1).gap())
                .filter(Estimate.Known.class::isInstance)
                .map(Estimate.Known.class::cast)
                .map(known -> "Found: with views matched the true positive rate differs by " + text(known)
                        + "; by what was planted there is no gap within a view.");
    }

    /** What the reference's rates and the planted specificity make of the group's recorded rate. */
    private String byLabels() {
        double sensitivity = rate(HarmRecipe.REFERENCE, Rate.TRUE_POSITIVE);
        double expected = new LabelNoise(1, recipe.labelSpecificity())
                        .recordedTruePositiveRate(
                                sensitivity, rate(HarmRecipe.REFERENCE, Rate.FALSE_POSITIVE), HarmRecipe.PREVALENCE)
                        .valueOr(sensitivity)
                - sensitivity;
        String tipping = besideGap()
                .map(gap -> gap.tippingPoint().labelError())
                .filter(Estimate::isDefined)
                .map(error -> " It would be explained if " + share(error.valueOr(0)) + " were.")
                .orElse("");
        return "Found: where " + share(1 - recipe.labelSpecificity()) + " of " + HarmRecipe.GROUP
                + "'s images without it are recorded with it, rates of " + HarmRecipe.REFERENCE + " make a gap of "
                + Digits.signed(expected, DECIMALS) + "." + tipping;
    }

    private double rate(String group, Rate rate) {
        Estimate estimate = finding().group(group).rates().get(rate);
        return estimate == null ? 0 : estimate.valueOr(0);
    }

    private Optional<String> ownCurves() {
        Estimate reference = finding().group(HarmRecipe.REFERENCE).auc();
        Estimate group = finding().group(HarmRecipe.GROUP).auc();
        return reference.isDefined() && group.isDefined()
                ? Optional.of("Found: AUC of " + HarmRecipe.REFERENCE + " " + share(reference.valueOr(0)) + ", of "
                        + HarmRecipe.GROUP + " " + share(group.valueOr(0))
                        + ": the mass is as visible in both, and the common threshold misses the one.")
                : Optional.empty();
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
