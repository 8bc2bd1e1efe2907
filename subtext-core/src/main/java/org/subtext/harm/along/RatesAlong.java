package org.subtext.harm.along;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.subtext.harm.Verdict;
import org.subtext.provenance.ContentHash;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/**
 * Rates along recorded numbers.
 *
 * @param family names of all differences and slopes that were declared
 * @param familyHash of those names, which depends on no truth and no score
 * @param level of the intervals that hold for all differences together
 * @param rates by column, finding and rate
 */
public record RatesAlong(List<String> family, ContentHash familyHash, double level, List<OfRate> rates) {
    /** Of a plan without such columns. */
    public static final RatesAlong NONE = new RatesAlong(List.of(), ContentHash.ofText(""), 1, List.of());

    /** In how much of the number the slope is told. */
    public static final double STEP = 10;

    public RatesAlong {
        family = List.copyOf(family);
        rates = List.copyOf(rates);
    }

    /**
     * One rate of one finding along one column, all groups together.
     *
     * @param title of the finding
     * @param withoutNumber judged rows of the rate without one, which take no part
     * @param support how its patients lie on the numbers
     * @param reference the number that others are compared with
     * @param atReference the smooth rate there
     * @param differences at each declared number
     * @param slope of the log odds when the number rises by {@value #STEP}
     * @param p of the slope, by exchange of numbers among patients
     * @param adjustedP over all slopes
     * @param curve the smooth rate where patients are, each with its own interval
     */
    public record OfRate(
            String column,
            String title,
            Rate rate,
            long withoutNumber,
            Support support,
            double reference,
            Estimate atReference,
            List<Difference> differences,
            Estimate slope,
            Estimate p,
            Estimate adjustedP,
            List<Point> curve) {
        public OfRate {
            support = Objects.requireNonNullElse(support, Support.UNKNOWN);
            differences = List.copyOf(differences);
            curve = List.copyOf(curve);
        }

        /** The same with what became of its slope, where it has one. */
        OfRate tested(double own, double adjusted) {
            return new OfRate(
                    column,
                    title,
                    rate,
                    withoutNumber,
                    support,
                    reference,
                    atReference,
                    differences,
                    slope,
                    slope.isDefined() ? new Estimate.Point(own) : slope,
                    slope.isDefined() ? new Estimate.Point(adjusted) : slope,
                    curve);
        }
    }

    /**
     * The rate at one number less that at the reference.
     *
     * @param rate there, with its own interval
     * @param estimate with its own interval
     * @param simultaneous with the interval that holds for all differences together
     * @param worse the number at which the rate is worse; empty without a difference
     * @param reason why it was not assessed; empty where it was
     */
    public record Difference(
            double at,
            Estimate rate,
            Estimate estimate,
            Estimate simultaneous,
            Verdict verdict,
            OptionalDouble worse,
            String reason) {}

    /** A point of the curve. */
    public record Point(double at, Estimate rate) {}

    /** Harm shown where any difference shows it, excluded where every assessed one excludes it, else cannot be told. */
    public Verdict verdict() {
        for (Verdict one : List.of(Verdict.HARM_SHOWN, Verdict.CANNOT_TELL, Verdict.HARM_EXCLUDED)) {
            if (rates.stream()
                    .flatMap(rate -> rate.differences().stream())
                    .anyMatch(difference -> difference.verdict() == one)) {
                return one;
            }
        }
        return Verdict.NOT_ASSESSED;
    }
}
