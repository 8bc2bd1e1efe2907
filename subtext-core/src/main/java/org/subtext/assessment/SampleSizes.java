package org.subtext.assessment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;
import org.subtext.cohort.SmallestGroups;
import org.subtext.statistics.SamplePlan;
import org.subtext.statistics.Widening;

/**
 * How many assessed patients the rule of verdicts needs for effects that are named beforehand, at one division of
 * patients into classes. It looks at no result.
 *
 * <p>An effect is the AUC of one class against the rest while the other classes are at chance; it is stated for the
 * class that is hardest to test. Power is that of the rule: the corrected one-sided test and the interval, at the
 * variance of normal scores, exact at one half. One case a patient, so that several images of a patient need no design
 * effect.
 *
 * @param power that the sizes give
 * @param tests what is corrected together; the mean adds next to nothing to the classes, and is not counted
 * @param reveals one an effect
 * @param chance to show every class within the margin, if all are at chance
 */
public record SampleSizes(double power, int tests, List<Size> reveals, Size chance) {
    /** The effects that are stated. */
    public static final List<Double> EFFECTS = List.of(0.55, 0.60, 0.65, 0.70, 0.80);

    private static final double POWER = 0.8;
    private static final long MOST_PATIENTS = 1_000_000;

    public SampleSizes {
        reveals = List.copyOf(reveals);
    }

    /**
     * One line of the table.
     *
     * @param auc that is true
     * @param patients that give the power; 0 where a million do not
     * @param powerHere that the patients of this cohort give
     */
    public record Size(double auc, long patients, double powerHere) {}

    /**
     * The table.
     *
     * @param patientsOfClasses in any order; classes that are too small to be tested are passed over
     * @return empty where fewer than two classes are large enough
     */
    public static Optional<SampleSizes> of(AssessmentPlan plan, List<Integer> patientsOfClasses, int patients) {
        return of(plan, patientsOfClasses, patients, Widening.NONE);
    }

    /**
     * The table where errors are a factor larger than patients explain, so that so many patients, squared, count as
     * one.
     */
    static Optional<SampleSizes> of(
            AssessmentPlan plan, List<Integer> patientsOfClasses, int patients, Widening widening) {
        List<Double> shares = patientsOfClasses.stream()
                .filter(n -> n >= SmallestGroups.OF_A_VERDICT)
                .map(n -> n / (double) patients)
                .filter(share -> share < 1)
                .toList();
        if (shares.size() < 2) {
            return Optional.empty();
        }
        int classes = patientsOfClasses.size();
        int tests = classes == 2 ? 1 : shares.size();
        double hardest = shares.stream()
                .min((one, other) -> Double.compare(one * (1 - one), other * (1 - other)))
                .orElseThrow();
        SamplePlan plans = SamplePlan.of(hardest);
        // A cohort whose smallest class just suffices is not to fall short of itself by rounding.
        long fewest = (long) Math.ceil(SmallestGroups.OF_A_VERDICT / Math.min(hardest, 1 - hardest) - 1e-6);
        List<Size> reveals = EFFECTS.stream()
                .map(auc -> size(
                        auc,
                        n -> anyOf(
                                plans.powerOfTestAndInterval(
                                        auc, worth(n, widening), plan.alpha() / 2 / tests, plan.level()),
                                tests,
                                plan.alpha() / 2),
                        fewest,
                        patients))
                .toList();
        List<SamplePlan> all = (classes == 2 ? shares.subList(0, 1) : shares)
                .stream().map(SamplePlan::of).toList();
        LongToDoubleFunction within = n -> all.stream()
                .mapToDouble(one -> one.powerToShowChance(
                        plan.margin(),
                        worth(n, widening),
                        plan.alpha(),
                        plan.alpha() / tests,
                        plan.alpha() / 2 / tests))
                .reduce(1, (one, other) -> one * other);
        return Optional.of(new SampleSizes(POWER, tests, reveals, size(VerdictRule.CHANCE, within, fewest, patients)));
    }

    private static long worth(long patients, Widening widening) {
        return Math.max(2, (long) (patients / (widening.factor() * widening.factor())));
    }

    /** The class of the effect, or one of the others at chance, which have their shares of the level. */
    private static double anyOf(double power, int tests, double level) {
        return 1 - (1 - power) * (1 - level * (tests - 1) / tests);
    }

    private static Size size(double auc, LongToDoubleFunction power, long fewest, int patients) {
        OptionalLong needed = SamplePlan.smallest(n -> n >= fewest && power.applyAsDouble(n) >= POWER, MOST_PATIENTS);
        return new Size(auc, needed.orElse(0), power.applyAsDouble(patients));
    }
}
