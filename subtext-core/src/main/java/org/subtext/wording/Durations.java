package org.subtext.wording;

/** How long something takes, as sentences say it. */
public final class Durations {
    private static final int MINUTE = 60;
    private static final int LONGEST_IN_SECONDS = 100;
    private static final int LONGEST_IN_MINUTES = 90;

    private Durations() {}

    /** "3 min", "1 h 20 min", "40 s". */
    public static String words(double seconds) {
        long whole = Math.round(seconds);
        if (whole < LONGEST_IN_SECONDS) {
            return whole + " s";
        }
        long minutes = Math.round(seconds / MINUTE);
        return minutes < LONGEST_IN_MINUTES ? minutes + " min" : minutes / MINUTE + " h " + minutes % MINUTE + " min";
    }
}
