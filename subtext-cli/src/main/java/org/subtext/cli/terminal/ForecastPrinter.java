package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.harm.HarmForecast;
import org.subtext.harm.HarmPlan;
import org.subtext.report.Audience;
import org.subtext.report.harm.HarmSentences;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** What a run of harm would be made of, for whoever holds the table: counts are told as they are. */
public final class ForecastPrinter {
    private static final String ROW = "  %-28s %9s %9s  %-14s %s%n";
    private static final int NAME = 28;

    private ForecastPrinter() {}

    /** Prints it. */
    public static void print(HarmAudit.Preview preview, PrintWriter out) {
        HarmPlan plan = preview.plan();
        out.println(Audience.MARK.toUpperCase(Locale.ROOT));
        out.println(Digits.counted(preview.sizes().judgedImages(), "image", "images") + " of "
                + Digits.counted(preview.sizes().judgedPatients(), "patient", "patients") + " would be judged, "
                + (plan.comparison().hasGroups()
                        ? "in " + Digits.counted(preview.forecast().gaps(), "gap", "gaps") + " against "
                                + plan.comparison().reference() + "."
                        : "along " + plan.about() + "."));
        out.println("No score was looked at. "
                + (plan.comparison().hasGroups()
                        ? "Sizes hold for images that tell independently, at a rate of 0.80, or 0.20 where high is worse."
                        : "How large a difference along numbers could be shown is not foretold."));
        String before = "";
        for (HarmForecast.Row row : preview.forecast().rows()) {
            String title = row.finding() + ", " + HarmSentences.words(row.rate());
            if (!title.equals(before)) {
                out.println();
                out.println(title + " (" + plan.comparison().reference() + ": " + Digits.count(row.casesOfReference())
                        + ")");
                out.printf(
                        Locale.ROOT,
                        ROW,
                        "",
                        "images",
                        "patients",
                        "found with " + Percent.exact(plan.decision().power()) + " %",
                        "images to exclude one beyond "
                                + Digits.exact(plan.decision().margin(), 2));
                before = title;
            }
            out.printf(
                    Locale.ROOT,
                    ROW,
                    Columns.fitted(row.group(), NAME),
                    Digits.count(row.cases()),
                    Digits.count(row.patients()),
                    !row.isAssessed()
                            ? "not assessed"
                            : row.leastGap().isPresent()
                                    ? "gap of " + Digits.fixed(row.leastGap().getAsDouble(), 2)
                                    : "no gap",
                    row.casesToExclude().isPresent()
                            ? Digits.count(row.casesToExclude().getAsLong())
                            : "");
        }
        out.println();
        out.println(
                "It would take about " + Digits.counted(Math.max(1, Math.round(preview.seconds())), "second", "seconds")
                        + " with " + Digits.count(plan.draws()) + " permutations. Nothing was written.");
    }
}
