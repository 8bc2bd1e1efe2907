package org.subtext.routes.battery;

import org.subtext.progress.Progress;
import org.subtext.routes.contract.Experiment;
import org.subtext.wording.Digits;
import org.subtext.wording.Durations;

/**
 * How far a battery has come: counted in seconds of priced work, so that the time left is right when settings differ.
 */
final class BatteryProgress {
    private static final double NANOS = 1e9;

    /** Work at which what was measured counts as much as what was priced. */
    private static final double TRUSTED_SECONDS = 60;

    private final Progress progress;
    private final int settings;
    private final double seconds;
    private final long begun = System.nanoTime();
    private int finished;
    private double done;
    private long shown;

    /**
     * Begins the step.
     *
     * @param settings to run
     * @param seconds what they were priced at together
     */
    BatteryProgress(Progress progress, int settings, double seconds) {
        this.progress = progress;
        this.settings = settings;
        this.seconds = seconds;
        progress.begin("By what route", Math.max(1, Math.round(seconds)), "seconds of work");
    }

    /** Seconds since the battery began. */
    double elapsed() {
        return (System.nanoTime() - begun) / NANOS;
    }

    /** For one setting: what it says shows beside the bar, under the setting's name. */
    Progress of(Experiment experiment) {
        String name = experiment.setting().experiment();
        return new Progress() {
            @Override
            public void begin(String stage, long total, String unit) {
                progress.advance(0, name);
            }

            @Override
            public void advance(long images, String note) {
                progress.advance(0, note.isEmpty() ? name : name + ": " + note);
            }

            @Override
            public void end(String summary) {}
        };
    }

    /** One setting is over, whatever came of it. */
    synchronized void finished(Experiment experiment, double price, double took, String outcome) {
        finished++;
        done += price;
        long now = Math.min(Math.round(done), Math.max(1, Math.round(seconds)));
        progress.advance(now - shown, "");
        shown = now;
        // Until a good part is done the price is the better guess of the pace.
        double pace = (elapsed() + TRUSTED_SECONDS) / (done + TRUSTED_SECONDS);
        double left = (seconds - done) * pace;
        String rest = finished == settings ? "" : ", about " + Durations.words(Math.max(0, left)) + " left";
        progress.line(experiment.setting().experiment() + ": " + outcome + " (" + Digits.fixed(took, 1) + " s; "
                + finished + " of " + settings + rest + ")");
    }

    void end(String summary) {
        progress.end(summary);
    }
}
