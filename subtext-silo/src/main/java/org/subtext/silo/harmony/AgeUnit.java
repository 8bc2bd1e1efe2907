package org.subtext.silo.harmony;

/** What a number of a site's column of ages counts. */
public enum AgeUnit {
    YEARS(1),
    MONTHS(12),
    WEEKS(365.25 / 7),
    DAYS(365.25);

    private final double inAYear;

    AgeUnit(double inAYear) {
        this.inAYear = inAYear;
    }

    /** The age in years. */
    public double years(double number) {
        return number / inAYear;
    }
}
