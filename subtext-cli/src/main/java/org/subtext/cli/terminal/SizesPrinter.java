package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.SampleSizes;
import org.subtext.audit.SplitPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.RecordedClass;
import org.subtext.cohort.SmallestGroups;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** What a verdict on a cohort could say, before any image is read. */
public final class SizesPrinter {
    private SizesPrinter() {}

    public static void print(Cohort cohort, AssessmentPlan plan, SplitPlan split, PrintWriter out) {
        int all = cohort.patients().size();
        double share = split.kindFor(all) == SplitPlan.Kind.FRACTIONS ? split.test() : 1;
        List<Integer> assessed = cohort.classes().stream()
                .map(one -> (int) Math.round(share * one.patients()))
                .toList();
        int patients = (int) Math.round(share * all);
        for (int c = 0; c < assessed.size(); c++) {
            RecordedClass one = cohort.classes().get(c);
            if (assessed.get(c) < SmallestGroups.OF_A_VERDICT) {
                out.println("Note: the verdict will not answer for " + one.name() + ", of which fewer than "
                        + SmallestGroups.OF_A_VERDICT + " patients would be assessed.");
            }
        }
        Optional<SampleSizes> sizes = SampleSizes.of(plan, assessed, patients);
        if (sizes.isEmpty()) {
            return;
        }
        out.println("Power of the verdict with " + Digits.counted(patients, "assessed patient", "assessed patients")
                + " of these classes, whatever the images hold");
        sizes.get()
                .reveals()
                .forEach(one -> line(
                        out,
                        "AUC " + Digits.fixed(one.auc(), 2) + ": reveals",
                        one,
                        sizes.get().power()));
        String chance = "chance: no evidence (within ±" + Digits.exact(plan.margin(), 2) + ")";
        line(out, chance, sizes.get().chance(), sizes.get().power());
        if (split.kindFor(all) == SplitPlan.Kind.FOLDS) {
            out.println("  Folds make errors larger than patients explain, by a factor that the audit measures, and the"
                    + " power smaller.");
        }
    }

    private static void line(PrintWriter out, String what, SampleSizes.Size size, double power) {
        String needed = size.patients() == 0
                ? "no number of patients that could be had gives " + Percent.exact(power) + " %"
                : Percent.exact(power) + " % with " + Digits.count(size.patients()) + " patients";
        out.printf(Locale.ROOT, "  %-40s %3.0f %%   %s%n", what, 100 * size.powerHere(), needed);
    }
}
