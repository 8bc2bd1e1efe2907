package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.looks.EarlierLooks;
import org.subtext.report.Audience;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/** Harm as a block of plain text of {@value #WIDTH} columns: the answer, and a table a finding and rate. */
public final class HarmSummary {
    /** Columns of the block. */
    public static final int WIDTH = 92;

    /** More findings are only counted, those with harm before all others. */
    private static final int MOST_FINDINGS = 5;

    private static final int NAME = 24;
    private static final String ROW = "  %-24s %7s  %-18s %-23s %-7s %s";

    private static final String MODELS_ROW = "  %-24s %-23s %-7s  %-23s %s";

    private final HarmContent content;
    private final HarmTold told;
    private final HarmNumbers numbers;
    private final ModelsTold models;

    private HarmSummary(HarmContent content, Audience audience) {
        this.content = content;
        this.told = HarmTold.of(content, audience);
        this.numbers = new HarmNumbers(told, NumberText.HIDDEN, "none");
        this.models = new ModelsTold(content, told, NumberText.HIDDEN);
    }

    /**
     * The block.
     *
     * @param looks before it; null where none are known of
     * @param where what was written, as the last line should name it: a path
     */
    public static String of(HarmContent content, @Nullable EarlierLooks looks, String where, Audience audience) {
        return new HarmSummary(content, audience).text(looks, where);
    }

    private String text(@Nullable EarlierLooks looks, String where) {
        HarmSentences sentences = new HarmSentences(content, told);
        List<String> lines = new ArrayList<>();
        if (told.isInternal()) {
            lines.add(Audience.MARK.toUpperCase(Locale.ROOT));
        }
        lines.add(sentences.answer().toUpperCase(Locale.ROOT));
        sentences.sentences().forEach(sentence -> lines.addAll(wrapped(sentence, "")));
        if (looks != null && !looks.isFirst()) {
            lines.addAll(wrapped(looks.sentence(), ""));
        }
        lines.addAll(wrapped(who(), ""));
        List<HarmAssessment.OfFinding> findings = content.assessment().findings().stream()
                .sorted(Comparator.comparing(
                        one -> one.gaps().stream().noneMatch(gap -> gap.verdict() == Verdict.HARM_SHOWN)))
                .toList();
        for (HarmAssessment.OfFinding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            lines.add("");
            lines.addAll(ofFinding(finding));
        }
        if (findings.size() > MOST_FINDINGS) {
            lines.add("");
            lines.add("… and " + Digits.counted(findings.size() - MOST_FINDINGS, "more finding", "more findings"));
        }
        lines.addAll(models());
        lines.addAll(along());
        lines.add("");
        if (models.hidesAnything()) {
            lines.addAll(wrapped(
                    "Where fewer than " + SmallestGroups.TOLD + " images are called by only one of two models, the"
                            + " interval of a difference is not told, only whether it holds 0.",
                    ""));
        }
        if (told.hidesAnything()) {
            lines.addAll(wrapped(
                    "Counts of fewer than " + SmallestGroups.TOLD
                            + " are told of nowhere: of a rate that would tell one, and of its gap, stands"
                            + " where it lies (*), which is no interval of confidence. What is hidden may be large, where"
                            + " a small count would follow from it.",
                    ""));
        }
        new AlongTold(content, told).reasons().forEach(reason -> lines.addAll(wrapped(reason.sentence(), "")));
        told.remarks().forEach(remark -> lines.addAll(wrapped("Note: " + remark, "  ")));
        lines.add("Run: " + where);
        return String.join("\n", lines) + "\n";
    }

    private String who() {
        return "Judged: "
                + told.total().orElse("how many in all is not told, since it would tell of a small group")
                + "; "
                + switch (content.roles()) {
                    case BY_COLUMN -> "thresholds were chosen on other patients.";
                    case CROSS_FITTED ->
                        "each part of the patients at thresholds that were chosen on all other patients.";
                    case FROM_ELSEWHERE -> "thresholds come from elsewhere.";
                };
    }

    private boolean hasGroups() {
        return content.plan().comparison().hasGroups();
    }

    private List<String> ofFinding(HarmAssessment.OfFinding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(Columns.fitted(finding.title(), WIDTH - 40) + ": "
                + HarmNumbers.thresholds(finding).orElse("not assessed, no threshold"));
        String level = Percent.exact(1 - content.plan().decision().alpha()) + " % CI";
        for (Rate rate : content.plan().rates()) {
            String reference = content.plan().comparison().reference();
            lines.add(row(
                    HarmSentences.words(rate),
                    "of",
                    "rate (" + level + ")",
                    hasGroups() ? "less " + Columns.fitted(reference, 14) + ", jointly" : "",
                    hasGroups() ? "p, adj." : "",
                    ""));
            for (HarmAssessment.OfGroup group : finding.groups()) {
                lines.add(ofGroup(finding, group, rate));
            }
        }
        lines.addAll(CalibrationLines.of(finding, content.beside(), new BesideTold(told), NumberText.HIDDEN));
        return lines;
    }

    private String ofGroup(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, Rate rate) {
        OptionalLong of = told.rows(finding, group, rate);
        String rows = of.isPresent() ? Digits.count(of.getAsLong()) : "";
        String value = numbers.rate(finding, group, rate);
        if (group.group().equals(content.plan().comparison().reference())) {
            return row("  " + group.group(), rows, value, hasGroups() ? "reference" : "", "", "");
        }
        HarmAssessment.Gap gap = finding.gap(rate, group.group()).orElseThrow();
        if (gap.verdict() == Verdict.NOT_ASSESSED) {
            return row("  " + group.group(), rows, value, "not assessed", "", "");
        }
        boolean isExact = told.gap(finding, gap).form() == Form.EXACT;
        return row(
                "  " + group.group(),
                rows,
                value,
                numbers.gap(finding, gap),
                isExact && gap.adjustedP().isDefined()
                        ? PValueText.cell(gap.adjustedP().valueOr(1))
                        : "",
                verdict(gap));
    }

    /** By how much models of one finding differ, for all differences together. */
    private List<String> models() {
        List<String> lines = new ArrayList<>();
        for (ModelDifferences.OfPair pair : content.models().pairs()) {
            lines.add("");
            lines.addAll(
                    wrapped(pair.title() + (pair.reason().isEmpty() ? "" : ": not assessed, " + pair.reason()), ""));
            for (Rate rate : pair.reason().isEmpty() ? content.plan().rates() : List.<Rate>of()) {
                lines.add(ofModels(
                        HarmSentences.words(rate),
                        "differs by, jointly",
                        "p, adj.",
                        hasGroups() ? "its gap by" : "",
                        hasGroups() ? "p, adj." : ""));
                for (ModelDifferences.OfGroup group : pair.groups()) {
                    lines.add(ofModels(
                            "  " + group.group(),
                            models.difference(pair, group, rate),
                            models.p(pair, group, rate),
                            models.gap(pair, group, rate),
                            models.pOfGap(pair, group, rate)));
                }
            }
        }
        return lines;
    }

    /** Rates at declared numbers, and slopes. */
    private List<String> along() {
        List<String> lines = new ArrayList<>();
        AlongTold told = new AlongTold(content, this.told);
        for (RatesAlong.OfRate rate : content.along().rates()) {
            lines.add("");
            lines.add(Columns.fitted(
                    rate.title() + ", " + HarmSentences.words(rate.rate()) + " along " + rate.column(), WIDTH));
            boolean isTold = told.isTold(rate);
            lines.add(ofNumber(
                    AlongText.number(rate.reference()),
                    isTold ? AlongText.rate(rate.atReference()) : NumberText.HIDDEN,
                    "reference",
                    ""));
            rate.differences()
                    .forEach(one -> lines.add(ofNumber(
                            AlongText.number(one.at()),
                            isTold ? AlongText.rate(one.rate()) : NumberText.HIDDEN,
                            isTold ? AlongText.difference(one.simultaneous()) : NumberText.HIDDEN,
                            one.verdict() == Verdict.NOT_ASSESSED ? "not assessed" : AlongText.worse(one))));
            lines.add(ofNumber(
                    "slope in " + Digits.exact(RatesAlong.STEP),
                    "log odds",
                    isTold ? AlongText.difference(rate.slope()) : NumberText.HIDDEN,
                    isTold && rate.adjustedP().isDefined() ? "p, adj. " + AlongText.p(rate) : ""));
        }
        return lines;
    }

    private static String ofNumber(String number, String rate, String difference, String verdict) {
        return String.format(
                        Locale.ROOT, "  %-16s %-18s %-23s %s", Columns.fitted(number, 16), rate, difference, verdict)
                .stripTrailing();
    }

    private static String ofModels(String name, String difference, String p, String gap, String pOfGap) {
        return String.format(Locale.ROOT, MODELS_ROW, Columns.fitted(name, NAME), difference, p, gap, pOfGap)
                .stripTrailing();
    }

    private static String verdict(HarmAssessment.Gap gap) {
        return switch (gap.verdict()) {
            case HARM_SHOWN -> "HARM";
            case HARM_EXCLUDED -> "alike";
            case CANNOT_TELL -> "open";
            case NOT_ASSESSED -> "";
        };
    }

    private static String row(String name, String rows, String rate, String gap, String p, String verdict) {
        return String.format(Locale.ROOT, ROW, Columns.fitted(name, NAME), rows, rate, gap, p, verdict)
                .stripTrailing();
    }

    private static List<String> wrapped(String text, String indent) {
        return Columns.wrapped(text, indent, WIDTH);
    }
}
