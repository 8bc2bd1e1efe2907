package org.subtext.report.harm.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.Audience;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Estimate.Undefined;
import org.subtext.tables.CsvLine;

/**
 * Performance by subgroup as a table that may be shared: a line for each finding, rate and group, and one for each AUC.
 *
 * <p>{@code told} says how a rate is told: {@code exact}, {@code between} (a count of it is small: {@code at_least} and
 * {@code at_most} are where it lies and no interval of confidence), {@code hidden}, or {@code none} where there is no
 * row of it. Intervals of rates hold one by one, those of gaps for all gaps of the run together.
 *
 * <p>{@code kind} says what the estimate of a line is: {@code rate}, {@code auc}, {@code model_difference} (the rate by
 * {@code model} less that by {@code less_model}), {@code gap_difference} (the same of the gap to the reference), {@code
 * along} (the rate of all groups at a number), {@code along_difference} (less that {@code less_at} another) or {@code
 * along_slope} (log odds in ten). Of a difference that is told as {@code value} the interval would tell a small count.
 */
public final class SubgroupTable {
    private static final List<String> HEADER = List.of(
            "finding",
            "model",
            "attribute",
            "reference",
            "rate",
            "group",
            "n",
            "told",
            "estimate",
            "lower",
            "upper",
            "at_least",
            "at_most",
            "gap",
            "gap_lower",
            "gap_upper",
            "gap_at_least",
            "gap_at_most",
            "adjusted_p",
            "verdict",
            "margin",
            "level",
            "threshold_lowest",
            "threshold_highest",
            "kind",
            "less_model",
            "along",
            "at",
            "less_at");

    private final HarmContent content;
    private final HarmTold told;

    private SubgroupTable(HarmContent content) {
        this.content = content;
        this.told = HarmTold.of(content, Audience.ANYBODY);
    }

    /** CSV with a header. */
    public static String csv(HarmContent content) {
        return new SubgroupTable(content).csv();
    }

    private String csv() {
        StringBuilder lines = new StringBuilder(CsvLine.of(HEADER));
        Subgroup.of(content, told).forEach(one -> lines.append(CsvLine.of(cells(one))));
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            finding.groups().forEach(group -> lines.append(CsvLine.of(auc(finding, group))));
        }
        FurtherLines.of(content, told).forEach(one -> lines.append(CsvLine.of(further(one))));
        return lines.toString();
    }

    private List<@Nullable String> cells(Subgroup one) {
        List<@Nullable String> cells = head(one.finding(), one.rate().name().toLowerCase(Locale.ROOT), one.group());
        cells.add(one.rows().isPresent() ? Long.toString(one.rows().getAsLong()) : null);
        cells.addAll(share(one.told(), one.estimate()));
        cells.addAll(one.gap().map(this::gap).orElse(empty(7)));
        cells.addAll(tail(one.finding(), "rate"));
        return cells;
    }

    private List<@Nullable String> further(Map<String, String> named) {
        Map<String, String> cells = new TreeMap<>(named);
        cells.put("attribute", content.plan().about());
        cells.put("reference", content.plan().comparison().reference());
        cells.put("margin", Double.toString(content.plan().decision().margin()));
        cells.put("level", Double.toString(1 - content.plan().decision().alpha()));
        List<@Nullable String> line = new ArrayList<>();
        HEADER.forEach(column -> line.add(cells.get(column)));
        return line;
    }

    private List<@Nullable String> head(HarmAssessment.OfFinding finding, String rate, String group) {
        return new ArrayList<>(Arrays.asList(
                finding.finding(),
                finding.model(),
                content.plan().about(),
                content.plan().comparison().reference(),
                rate,
                group));
    }

    private static List<@Nullable String> share(ToldShare told, Estimate estimate) {
        return switch (told.form()) {
            case EXACT ->
                Arrays.asList(
                        estimate instanceof Undefined ? "none" : "exact",
                        Plain.value(estimate),
                        Plain.lower(estimate),
                        Plain.upper(estimate),
                        null,
                        null);
            case BETWEEN ->
                Arrays.asList("between", null, null, null, Plain.number(told.lower()), Plain.number(told.upper()));
            case WITHHELD -> Arrays.asList("hidden", null, null, null, null, null);
        };
    }

    private List<@Nullable String> gap(Subgroup.ToldGap one) {
        String verdict = one.gap().verdict().name().toLowerCase(Locale.ROOT);
        return switch (one.told().form()) {
            case EXACT ->
                Arrays.asList(
                        Plain.value(one.estimate()),
                        Plain.lower(one.estimate()),
                        Plain.upper(one.estimate()),
                        null,
                        null,
                        Plain.p(one.gap().adjustedP()),
                        verdict);
            case BETWEEN ->
                Arrays.asList(
                        null,
                        null,
                        null,
                        Plain.number(Math.max(-1, one.told().lower())),
                        Plain.number(Math.min(1, one.told().upper())),
                        null,
                        verdict);
            case WITHHELD -> Arrays.asList(null, null, null, null, null, null, verdict);
        };
    }

    private List<@Nullable String> auc(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group) {
        List<@Nullable String> cells = head(finding, "auc", group.group());
        cells.add(null);
        cells.addAll(share(told.isAucTold(finding, group) ? ToldShare.exact(0) : ToldShare.WITHHELD, group.auc()));
        cells.addAll(empty(7));
        cells.addAll(tail(finding, "auc"));
        return cells;
    }

    private List<@Nullable String> tail(HarmAssessment.OfFinding finding, String kind) {
        double[] cuts = finding.thresholds().stream()
                .filter(Estimate::isDefined)
                .mapToDouble(cut -> cut.valueOr(0))
                .sorted()
                .toArray();
        boolean isWhole = cuts.length > 0 && cuts.length == finding.thresholds().size();
        return Arrays.asList(
                Double.toString(content.plan().decision().margin()),
                Double.toString(1 - content.plan().decision().alpha()),
                isWhole ? Plain.number(cuts[0]) : null,
                isWhole ? Plain.number(cuts[cuts.length - 1]) : null,
                kind,
                null,
                null,
                null,
                null);
    }

    private static List<@Nullable String> empty(int cells) {
        @Nullable String[] none = new String[cells];
        return Arrays.asList(none);
    }
}
