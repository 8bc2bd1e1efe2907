package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.statistics.Estimate;
import org.subtext.survey.SurveyResult;
import org.subtext.wording.IntervalText;

/** A survey as a table; holds no count of a class. */
public final class SurveyPrinter {
    private SurveyPrinter() {}

    /** Prints it. */
    public static void print(SurveyResult result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d columns ranked by what %,d images of %,d patients%s tell of them; AUC [%s]%n%n",
                result.ranked().size(),
                result.images(),
                result.patients(),
                result.sampled() ? " (drawn at random)" : "",
                "interval for all columns together");
        String attribute = result.attribute();
        out.printf(
                Locale.ROOT,
                "  %-24s %-15s %-22s %8s  %s%n",
                "Column",
                "",
                "From the images",
                "p, adj.",
                attribute == null ? "" : "Tells " + attribute + " by itself");
        for (SurveyResult.Column one : result.ranked()) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %-15s %-22s %8s  %s%n",
                    one.column(),
                    one.fromImages().shown() ? "detectable" : "not shown",
                    auc(one.fromImages()),
                    String.format(Locale.ROOT, "%.4f", one.fromImages().adjustedP()),
                    association(one, attribute));
        }
        out.println();
        out.println("Read by patient: text as each class against the rest (mean), numbers as above their median or not,"
                + " dates as weekday, month and year.");
        out.println("Not shown is not absent: a trained recogniser may see more.");
        if (result.unusable() > 0) {
            out.println("Images left out as they cannot be decoded or belong to several patients: "
                    + SmallestGroups.many(result.unusable()) + ".");
        }
        if (result.withoutFeatures() > 0) {
            out.println("Images left out as no vector was given of them: "
                    + SmallestGroups.many(result.withoutFeatures()) + ".");
        }
        result.leftOut().forEach(one -> out.println("Left out: " + one.column() + " (" + one.why() + ")"));
        out.flush();
    }

    private static String association(SurveyResult.Column one, @Nullable String attribute) {
        if (attribute == null) {
            return "";
        }
        SurveyResult.Found found = one.association();
        return found == null
                ? one.column().equals(attribute) ? "(the attribute)" : "(too few patients with both)"
                : auc(found) + (found.shown() ? " associated" : "");
    }

    private static String auc(SurveyResult.Found found) {
        return found.auc() instanceof Estimate.Known known
                ? IntervalText.aroundSpanning(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        2)
                : "none";
    }
}
