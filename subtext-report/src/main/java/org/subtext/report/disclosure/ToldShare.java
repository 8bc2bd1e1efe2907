package org.subtext.report.disclosure;

/**
 * A share of cases whose number is told: as it is, or as a bound where a count within it is small.
 *
 * <p>A count of 1 to k − 1 is told as no more than that, and one of none as it is (ADR 58). What all groups have
 * together must be told nowhere then, since it would be the rest of the others.
 *
 * @param form how it is told
 * @param lower least that it may be, by what is told
 * @param upper most that it may be
 */
public record ToldShare(Form form, double lower, double upper) {
    /** How a share is told. */
    public enum Form {
        EXACT,
        BETWEEN,
        WITHHELD
    }

    /** Nothing is told. */
    public static final ToldShare WITHHELD = new ToldShare(Form.WITHHELD, 0, 1);

    /** A share as it is. */
    public static ToldShare exact(double share) {
        return new ToldShare(Form.EXACT, share, share);
    }

    /**
     * Decides.
     *
     * @param within cases within the share, not negative
     * @param without all others
     * @param isOfFew whether either count is of fewer than k patients, whatever its number of cases
     * @param smallest k
     */
    public static ToldShare of(int within, int without, boolean isOfFew, int smallest) {
        double of = within + without;
        if (of == 0) {
            return exact(0);
        }
        if (isFew(within, smallest)) {
            return new ToldShare(Form.BETWEEN, 1 / of, Math.min(1, (smallest - 1) / of));
        }
        if (isFew(without, smallest)) {
            return new ToldShare(Form.BETWEEN, Math.max(0, 1 - (smallest - 1) / of), 1 - 1 / of);
        }
        return isOfFew ? WITHHELD : exact(within / of);
    }

    /** The share of all others. */
    public ToldShare turned() {
        return new ToldShare(form, 1 - upper, 1 - lower);
    }

    /** This share less another: as far as both are told. */
    public ToldShare less(ToldShare other) {
        if (form == Form.WITHHELD || other.form == Form.WITHHELD) {
            return new ToldShare(Form.WITHHELD, -1, 1);
        }
        Form both = form == Form.EXACT && other.form == Form.EXACT ? Form.EXACT : Form.BETWEEN;
        return new ToldShare(both, lower - other.upper, upper - other.lower);
    }

    private static boolean isFew(int count, int smallest) {
        return count > 0 && count < smallest;
    }
}
