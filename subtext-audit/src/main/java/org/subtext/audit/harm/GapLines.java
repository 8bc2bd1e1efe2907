package org.subtext.audit.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.harm.HarmContent;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.tables.CsvLine;

/** Every gap of a run as a line of a CSV, with the rates of both groups; empty cells are undefined. */
final class GapLines {
    private static final List<String> HEADER = List.of(
            "finding",
            "model",
            "rate",
            "group",
            "reference",
            "cases_of_group",
            "patients_of_group",
            "cases_of_reference",
            "value_of_group",
            "value_of_reference",
            "gap",
            "lower",
            "upper",
            "joint_lower",
            "joint_upper",
            "p",
            "adjusted_p",
            "verdict",
            "harmed",
            "cases_needed",
            "reason");

    private GapLines() {}

    static String of(HarmContent content) {
        StringBuilder lines = new StringBuilder(CsvLine.of(HEADER));
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            for (HarmAssessment.Gap gap : finding.gaps()) {
                lines.append(CsvLine.of(cells(finding, gap)));
            }
        }
        return lines.toString();
    }

    private static List<@Nullable String> cells(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {
        HarmAssessment.OfGroup group = finding.group(gap.group());
        HarmAssessment.OfGroup reference = finding.group(gap.reference());
        List<@Nullable String> cells = new ArrayList<>(Arrays.asList(
                finding.finding(),
                finding.model(),
                gap.rate().name().toLowerCase(Locale.ROOT),
                gap.group(),
                gap.reference(),
                cases(group, gap.rate()),
                Integer.toString(group.patients()),
                cases(reference, gap.rate())));
        cells.add(value(Optional.ofNullable(group.rates().get(gap.rate()))));
        cells.add(value(Optional.ofNullable(reference.rates().get(gap.rate()))));
        cells.add(value(Optional.of(gap.estimate())));
        cells.addAll(ends(gap.estimate()));
        cells.addAll(ends(gap.simultaneous()));
        cells.add(value(Optional.of(gap.p())));
        cells.add(value(Optional.of(gap.adjustedP())));
        cells.add(gap.verdict().name().toLowerCase(Locale.ROOT));
        cells.add(gap.harmed().orElse(null));
        cells.add(gap.rowsNeeded().isPresent() ? Long.toString(gap.rowsNeeded().getAsLong()) : null);
        cells.add(gap.reason());
        return cells;
    }

    private static @Nullable String cases(HarmAssessment.OfGroup group, Rate rate) {
        return group.cells()
                .map(cells -> Long.toString(Math.round(rate.denominator(cells.rows()))))
                .orElse(null);
    }

    private static @Nullable String value(Optional<Estimate> estimate) {
        return estimate.filter(Estimate::isDefined)
                .map(one -> Double.toString(one.valueOr(0)))
                .orElse(null);
    }

    /** Both ends of an interval. */
    static List<@Nullable String> ends(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? List.of(
                        Double.toString(known.interval().lower()),
                        Double.toString(known.interval().upper()))
                : Arrays.asList(null, null);
    }
}
