package org.subtext.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.SampleSizes;
import org.subtext.assessment.Verdict;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** How many patients the rule needs for effects that are named beforehand; nothing where nobody can be tested. */
final class SizesTable {
    private static final int SHOWN_DIGITS = 2;

    private SizesTable() {}

    /** The table under a verdict. */
    static Optional<Table> of(Verdict verdict, AssessmentPlan plan) {
        return sizes(verdict).map(sizes -> {
            Table table = new Table(
                    "Assessed patients with which the rule answers in " + Percent.exact(sizes.power())
                            + " % of cohorts with these class shares, whatever was found here. An effect is the AUC of"
                            + " one class, the hardest to test, while the others are at chance.",
                    List.of("If the truth is", "The rule says", "Patients", "Power with the patients of this cohort"));
            for (SampleSizes.Size one : sizes.reveals()) {
                table.row(
                        "AUC " + Digits.fixed(one.auc(), 2),
                        Verdict.Kind.REVEALS.words(),
                        patients(one),
                        Percent.fixed(one.powerHere(), 0) + " %");
            }
            table.row(
                    "chance in every class",
                    Verdict.Kind.NO_EVIDENCE.words() + " (±" + Digits.exact(plan.margin(), 2) + ")",
                    patients(sizes.chance()),
                    Percent.fixed(sizes.chance().powerHere(), 0) + " %");
            return table;
        });
    }

    /** The same in one line. */
    static Optional<String> line(Verdict verdict) {
        return sizes(verdict)
                .map(sizes -> "Patients for " + Percent.exact(sizes.power()) + " % power at these class shares: "
                        + sizes.reveals().stream()
                                .map(one -> "AUC " + Digits.fixed(one.auc(), 2) + " " + patients(one))
                                .collect(Collectors.joining(", "))
                        + "; to show chance " + patients(sizes.chance()) + ".");
    }

    private static Optional<SampleSizes> sizes(Verdict verdict) {
        @Nullable SampleSizes sizes =
                verdict.findings() == null ? null : verdict.findings().sizes();
        return Optional.ofNullable(sizes);
    }

    private static String patients(SampleSizes.Size size) {
        return size.patients() == 0 ? "no size would do" : Digits.count(rounded(size.patients()));
    }

    /** Upwards, so that the power is reached, and not so finely that a class could be computed. */
    private static long rounded(long patients) {
        long step = (long) Math.pow(10, Math.max(0, (int) Math.log10(patients) + 1 - SHOWN_DIGITS));
        return (patients + step - 1) / step * step;
    }
}
