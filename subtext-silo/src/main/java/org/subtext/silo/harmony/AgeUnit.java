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

    /**
     * The age in years that a cell says: a number of years, or an age string of DICOM (PS3.5 6.2, AS): {@code 045Y},
     * {@code 006M}, {@code 003W}, {@code 010D}; leading zeros may be left out.
     *
     * @throws IllegalArgumentException when it says neither
     */
    public static double yearsOf(String cell) {
        if (cell.matches("[0-9]{1,3}[YMWDymwd]")) {
            AgeUnit unit = switch (Character.toUpperCase(cell.charAt(cell.length() - 1))) {
                case 'Y' -> YEARS;
                case 'M' -> MONTHS;
                case 'W' -> WEEKS;
                default -> DAYS;
            };
            return unit.years(Integer.parseInt(cell.substring(0, cell.length() - 1)));
        }
        return Double.parseDouble(cell);
    }

    /** The age in years. */
    public double years(double number) {
        return number / inAYear;
    }
}
