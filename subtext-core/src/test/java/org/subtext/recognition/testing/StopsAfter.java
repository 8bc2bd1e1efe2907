package org.subtext.recognition.testing;

import org.subtext.progress.Progress;

/** Ends the process, as far as a test can, when a stage has come so far: the listener throws. */
public final class StopsAfter implements Progress {
    private final String stage;
    private final long units;
    private String current = "";
    private long done;

    /**
     * Stops once.
     *
     * @param stage whose progress counts, by the beginning of its name
     * @param units that are finished before the stop
     */
    public StopsAfter(String stage, long units) {
        this.stage = stage;
        this.units = units;
    }

    /** What nobody catches. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String stage) {
            super("stopped in " + stage);
        }
    }

    @Override
    public synchronized void begin(String begun, long total, String unit) {
        current = begun;
        done = 0;
    }

    @Override
    public synchronized void advance(long more, String note) {
        done += more;
        if (current.startsWith(stage) && done >= units) {
            throw new Stopped(current);
        }
    }

    @Override
    public void end(String summary) {}
}
