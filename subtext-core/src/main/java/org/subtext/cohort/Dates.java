package org.subtext.cohort;

import java.util.regex.Pattern;

/** Order of dates as tables write them. */
final class Dates {
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Dates() {}

    /** Whether a cell can be put in order: 2019-03-31, 20190331 (DICOM), a day or visit number. */
    static boolean isOrdered(String cell) {
        return ISO.matcher(cell).matches() || NUMBER.matcher(cell).matches();
    }

    /** Order of two cells for which {@link #isOrdered} holds. */
    static int compare(String a, String b) {
        return NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()
                ? Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                : a.compareTo(b);
    }
}
