package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/** The answer in sentences, of numbers that may be told. */
public final class HarmSentences {
    private static final int MOST_GROUPS = 6;

    /** More images than this nobody collects: the gap lies at the margin. */
    private static final long MOST_COLLECTED = 100_000;

    /** A gap and the finding that it is in. */
    private record Found(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {}

    private final HarmContent content;
    private final HarmTold told;
    private final String reference;
    private final String attribute;

    public HarmSentences(HarmContent content, HarmTold told) {
        this.content = content;
        this.told = told;
        this.reference = content.plan().comparison().reference();
        this.attribute = content.plan().about();
    }

    /** In a few words; harm along a number is not left to the small print. */
    public String answer() {
        if (!content.plan().comparison().hasGroups()) {
            return words(content.verdict());
        }
        boolean isAlongAlone = content.along().verdict() == Verdict.HARM_SHOWN
                && content.answer().verdict() != Verdict.HARM_SHOWN;
        return words(content.answer().verdict())
                + (isAlongAlone ? " of groups, but harm shown along " + AlongText.columns(content) : "");
    }

    /** What was assessed: {@code 2 findings}, or of several models {@code 1 finding in 2 columns of scores}. */
    public static String scope(HarmAssessment assessment) {
        int columns = assessment.findings().size();
        int findings = (int) assessment.findings().stream()
                .map(HarmAssessment.OfFinding::finding)
                .distinct()
                .count();
        return Digits.counted(findings, "finding", "findings")
                + (findings == columns ? "" : " in " + columns + " columns of scores");
    }

    /** A verdict in words. */
    public static String words(Verdict verdict) {
        return switch (verdict) {
            case HARM_SHOWN -> "harm shown";
            case HARM_EXCLUDED -> "harm excluded within the margin";
            case CANNOT_TELL -> "cannot tell";
            case NOT_ASSESSED -> "not assessed";
        };
    }

    /** A rate in words. */
    public static String words(Rate rate) {
        return switch (rate) {
            case TRUE_POSITIVE -> "true positive rate";
            case FALSE_POSITIVE -> "false positive rate";
            case FALSE_NEGATIVE -> "false negative rate";
            case TRUE_NEGATIVE -> "true negative rate";
            case POSITIVE_PREDICTIVE_VALUE -> "positive predictive value";
            case NEGATIVE_PREDICTIVE_VALUE -> "negative predictive value";
            case SELECTION -> "share called";
            case PREVALENCE -> "prevalence";
        };
    }

    /** What a rate is a share of, after a number of them: images with the finding. */
    public static String cases(Rate rate, String finding) {
        return switch (rate) {
            case TRUE_POSITIVE, FALSE_NEGATIVE -> "images with " + finding;
            case FALSE_POSITIVE, TRUE_NEGATIVE -> "images without " + finding;
            case POSITIVE_PREDICTIVE_VALUE -> "images called " + finding;
            case NEGATIVE_PREDICTIVE_VALUE -> "images not called " + finding;
            case SELECTION, PREVALENCE -> "images";
        };
    }

    /** The answer, one sentence after the other. */
    public List<String> sentences() {
        if (!content.plan().comparison().hasGroups()) {
            return List.of(AlongText.answer(content));
        }
        List<String> sentences = new ArrayList<>();
        String margin = Digits.exact(content.plan().decision().margin(), 2);
        int assessed = content.assessment().family().size() - content.answer().count(Verdict.NOT_ASSESSED);
        switch (content.answer().verdict()) {
            case HARM_SHOWN -> shown(sentences, margin);
            case HARM_EXCLUDED ->
                sentences.add("No group of recorded " + attribute + " is served worse than " + reference
                        + ", or better, by more than " + margin + " in any of "
                        + Digits.counted(assessed, "gap that was assessed", "gaps that were assessed") + ".");
            case CANNOT_TELL -> open(sentences, margin, assessed);
            case NOT_ASSESSED -> sentences.add("No gap could be assessed: " + reason() + ". Nothing is said of harm.");
        }
        List<String> left = content.answer().notAssessed();
        if (!left.isEmpty() && content.answer().verdict() != Verdict.NOT_ASSESSED) {
            sentences.add("Nothing is said of " + Lists.and(left, MOST_GROUPS) + ": "
                    + (left.size() == 1 ? "it has" : "they have") + " too few patients.");
        }
        if (!content.along().rates().isEmpty()) {
            sentences.add(AlongText.answer(content));
        }
        return sentences;
    }

    private String reason() {
        return content.assessment()
                .gaps()
                .map(HarmAssessment.Gap::reason)
                .findFirst()
                .orElse("there is none");
    }

    private void shown(List<String> sentences, String margin) {
        // a hidden gap that went before one that is told would be known to be larger, so that none does
        List<Found> shown = found(Verdict.HARM_SHOWN).stream()
                .sorted(Comparator.comparingDouble((Found one) ->
                        isExact(one) ? -Math.abs(one.gap().estimate().valueOr(0)) : 0))
                .toList();
        Found worst = shown.get(0);
        String harmed = worst.gap().harmed().orElse(worst.gap().group());
        String against =
                harmed.equals(worst.gap().group()) ? reference : worst.gap().group();
        sentences.add("Recorded " + attribute + " " + harmed + " is served worse than " + against + ": the "
                + words(worst.gap().rate()) + " of " + worst.finding().title() + " differs by "
                + size(worst, margin) + ".");
        if (shown.size() > 1) {
            sentences.add("Harm is shown in " + shown.size() + " gaps, of "
                    + Lists.and(content.answer().harmed(), MOST_GROUPS) + ".");
        }
        int open = content.answer().count(Verdict.CANNOT_TELL);
        if (open > 0) {
            sentences.add(Digits.counted(open, "further gap", "further gaps") + " cannot be told.");
        }
    }

    /** By how much a gap differs from none: as it is told, and else that it is beyond the margin. */
    private String size(Found found, String margin) {
        return isExact(found) && found.gap().simultaneous() instanceof Estimate.Known known
                ? IntervalText.ofDifference(
                                known.value(),
                                known.interval().lower(),
                                known.interval().upper(),
                                2)
                        + ", for all gaps together, beyond the margin of " + margin
                : "more than the margin of " + margin + ", for all gaps together";
    }

    private boolean isExact(Found found) {
        return told.gap(found.finding(), found.gap()).form() == Form.EXACT;
    }

    private void open(List<String> sentences, String margin, int assessed) {
        int excluded = content.answer().count(Verdict.HARM_EXCLUDED);
        sentences.add("No gap shows harm, and "
                + (excluded == 0 ? "none" : "only " + excluded) + " of "
                + Digits.counted(assessed, "gap", "gaps") + (excluded > 1 ? " are" : " is")
                + " sure enough to exclude it beyond " + margin + ".");
        most(found(Verdict.CANNOT_TELL)).ifPresent(sentences::add);
    }

    /** The gap that takes most to settle, of those whose size tells no small count: a size follows from the counts. */
    private Optional<String> most(List<Found> open) {
        List<Found> sized = open.stream()
                .filter(one -> told.isSizeTold(one.finding(), one.gap()))
                .toList();
        return sized.stream()
                .max(Comparator.comparingLong(one -> one.gap().rowsNeeded().orElse(0)))
                .map(one -> {
                    OptionalLong now =
                            told.rows(one.finding(), group(one), one.gap().rate());
                    return "To settle the widest of " + (sized.size() < open.size() ? "those that are told" : "them")
                            + " takes " + needed(one.gap()) + " "
                            + cases(one.gap().rate(), one.finding().finding()) + " of "
                            + one.gap().group()
                            + (now.isPresent() ? " (" + Digits.count(now.getAsLong()) + " are here)" : "") + ".";
                });
    }

    private static HarmAssessment.OfGroup group(Found found) {
        return found.finding().group(found.gap().group());
    }

    private List<Found> found(Verdict verdict) {
        List<Found> found = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            finding.gaps().stream()
                    .filter(gap -> gap.verdict() == verdict)
                    .forEach(gap -> found.add(new Found(finding, gap)));
        }
        return found;
    }

    /** How many images settle a gap: {@code about 1,300}. */
    public static String needed(HarmAssessment.Gap gap) {
        long rows = gap.rowsNeeded().orElse(0);
        return rows > MOST_COLLECTED
                ? "more than " + Digits.count(MOST_COLLECTED)
                : "about " + Digits.count(rounded(rows));
    }

    /** To two digits, upwards: what is needed is no finer than that, and tells no count. */
    private static long rounded(long rows) {
        long unit = unit(rows);
        return (rows + unit - 1) / unit * unit;
    }

    /** What two digits count in. */
    static long unit(long rows) {
        long unit = 1;
        while (rows / unit >= 100) {
            unit *= 10;
        }
        return unit;
    }
}
