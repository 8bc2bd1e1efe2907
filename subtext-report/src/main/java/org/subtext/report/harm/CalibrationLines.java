package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Columns;

/** Calibration of each group beside its floor, as lines of the block of a terminal. */
final class CalibrationLines {
    private static final String ROW = "  %-24s %7s  %-18s %s";
    private static final int NAME = 24;

    private CalibrationLines() {}

    /**
     * Of one finding; none in a run that computed none.
     *
     * @param hidden instead of what is not told
     */
    static List<String> of(HarmAssessment.OfFinding finding, BesideGaps beside, BesideTold told, String hidden) {
        List<BesideGaps.OfGroup> groups =
                beside.of(finding.title()).map(BesideGaps.OfFinding::groups).orElse(List.of());
        if (groups.isEmpty()) {
            return List.of();
        }
        if (groups.stream().allMatch(group -> group.decisions().isEmpty())) {
            return List.of(row("calibration", "none", CalibrationSection.whyNot(groups), ""));
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("calibration", "error", "floor if perfect", "mean score less share"));
        for (BesideGaps.OfGroup group : groups) {
            BesideGaps.Calibrated one = group.calibration();
            lines.add(
                    told.isExact(finding, group.group())
                            ? row(
                                    "  " + group.group(),
                                    NumberText.value(one.error()),
                                    CalibrationSection.floor(one.floor()),
                                    CalibrationSection.spanning(one.expectedMinusObserved(), 3))
                            : row("  " + group.group(), "", hidden, ""));
        }
        return lines;
    }

    private static String row(String name, String error, String floor, String difference) {
        return String.format(Locale.ROOT, ROW, Columns.fitted(name, NAME), error, floor, difference)
                .stripTrailing();
    }
}
