package org.subtext.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import org.subtext.progress.Progress;
import org.subtext.wording.Digits;
import org.subtext.wording.VisibleText;

/**
 * Draws one bar at a time with rate and time left on a terminal; elsewhere prints one plain line when a step ends.
 *
 * <p>Thread-safe.
 */
public final class TerminalProgress implements Progress {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean interactive;
    private String stage = "";
    private String unit = "";
    private String note = "";
    private long total;
    private long done;
    private long started;
    private long drawn;

    public TerminalProgress(PrintStream out, boolean interactive) {
        this.out = VisibleStream.terminal(out);
        this.interactive = interactive;
    }

    /** Standard error, with bars when a person watches; the launcher knows, Java does not know it of every version. */
    public static TerminalProgress ofConsole() {
        return new TerminalProgress(System.err, Boolean.getBoolean("subtext.terminal"));
    }

    @Override
    public synchronized void begin(String name, long units, String unitName) {
        stage = VisibleText.line(name);
        unit = VisibleText.line(unitName);
        total = units;
        done = 0;
        note = "";
        started = System.nanoTime();
        drawn = 0;
        draw();
    }

    @Override
    public synchronized void advance(long units, String said) {
        done += units;
        if (!said.isEmpty()) {
            note = VisibleText.line(said);
        }
        long now = System.nanoTime();
        if (now - drawn > REDRAW_NANOS) {
            drawn = now;
            draw();
        }
    }

    @Override
    public synchronized void line(String said) {
        String line = stage + ": " + VisibleText.of(said);
        out.println(interactive ? CLEAR_LINE + line : line);
        draw();
    }

    @Override
    public synchronized void end(String summary) {
        String line = stage + ": " + VisibleText.of(summary) + " ("
                + Digits.fixed((System.nanoTime() - started) / NANOS_PER_SECOND, 1) + " s)";
        out.println(interactive ? CLEAR_LINE + line : line);
    }

    private void draw() {
        if (!interactive) {
            return;
        }
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / NANOS_PER_SECOND);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(CLEAR_LINE).append(stage).append(' ');
        if (total > 0) {
            int filled = (int) Math.min(WIDTH, WIDTH * done / total);
            line.append("█".repeat(filled)).append("░".repeat(WIDTH - filled));
            line.append(String.format(Locale.ROOT, " %3d%% %,d/%,d %s", 100 * done / total, done, total, unit));
        } else {
            line.append(String.format(Locale.ROOT, "%,d %s", done, unit));
        }
        line.append(", ").append(Digits.significant(rate, 3)).append("/s");
        if (total > 0 && done > 0 && done < total) {
            line.append(", ").append(duration((total - done) / rate)).append(" left");
        }
        if (!note.isEmpty()) {
            line.append("  ").append(note);
        }
        out.print(line);
        out.flush();
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }
}
