package org.subtext.report.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.subtext.cohort.SmallestGroups;
import org.subtext.report.Audience;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** What a diagnostic model was taught, as a block of plain text of {@value #WIDTH} columns. */
public final class DiagnosisSummary {
    /** Columns of the block. */
    public static final int WIDTH = 92;

    private static final int NAME = 30;
    private static final String ROW = "  %-30s %9s %9s %9s   %s";

    private DiagnosisSummary() {}

    /**
     * The block.
     *
     * @param where what was written: a path
     */
    public static String of(DiagnosisContent content, String where, Audience audience) {
        DiagnosisTold told = new DiagnosisTold(content, audience);
        List<String> lines = new ArrayList<>();
        if (audience == Audience.INTERNAL) {
            lines.add(Audience.MARK.toUpperCase(Locale.ROOT));
        }
        lines.add("A DIAGNOSTIC MODEL OF " + Digits.counted(content.findings().size(), "FINDING", "FINDINGS"));
        lines.addAll(Columns.wrapped(told.who(), "", WIDTH));
        lines.add(row("", "there", "not there", "uncertain", "AUC (" + Percent.exact(content.level()) + " % CI)"));
        content.findings()
                .forEach(finding -> lines.add(row(
                        Columns.fitted(finding.name(), NAME),
                        told.present(finding),
                        told.absent(finding),
                        told.uncertain(finding),
                        told.auc(finding))));
        if (told.hidesAnything()) {
            lines.addAll(Columns.wrapped(
                    "Hidden: what would tell of fewer than " + SmallestGroups.TOLD + " images or patients.",
                    "",
                    WIDTH));
        }
        told.remarks().forEach(remark -> lines.addAll(Columns.wrapped("Note: " + remark, "  ", WIDTH)));
        lines.addAll(Columns.wrapped(
                "Whether a group is served worse is another question: nothing here was looked at by group.",
                "",
                WIDTH));
        lines.add("Run: " + where);
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, String present, String absent, String uncertain, String auc) {
        return String.format(Locale.ROOT, ROW, name, present, absent, uncertain, auc)
                .stripTrailing();
    }
}
