package org.subtext.audit.door;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.door.ProgressEvent.Kind;
import org.subtext.progress.CancelledException;
import org.subtext.progress.Progress;
import org.subtext.sources.MadeTable;

/** The progress of one work: counts, tells the followers, and ends the work at its next step once that is asked. */
final class Steps implements Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile @Nullable ProgressEvent latest;
    private String stage = "";
    private String unit = "";
    private long total;
    private long count;
    private long started;

    Steps(Follower first) {
        followers.add(first);
    }

    void cancel() {
        cancelled = true;
    }

    Optional<ProgressEvent> latest() {
        return Optional.ofNullable(latest);
    }

    synchronized void follow(Follower follower) {
        followers.add(follower);
        ProgressEvent last = latest;
        if (last != null) {
            tell(follower, () -> follower.hears(last));
        }
    }

    /** Ends the work where that was asked. */
    synchronized void check() {
        if (cancelled) {
            throw new CancelledException(stage);
        }
    }

    synchronized void made(MadeTable table) {
        check();
        followers.forEach(follower -> tell(follower, () -> follower.made(table)));
    }

    @Override
    public synchronized void begin(String name, long units, String unitName) {
        check();
        stage = name;
        unit = unitName;
        total = units;
        count = 0;
        started = System.nanoTime();
        tell(Kind.BEGUN, "");
    }

    @Override
    public synchronized void advance(long done, String note) {
        check();
        count += done;
        tell(Kind.ADVANCED, note);
    }

    @Override
    public synchronized void line(String said) {
        check();
        tell(Kind.SAID, said);
    }

    @Override
    public synchronized void end(String summary) {
        tell(Kind.ENDED, summary);
    }

    private void tell(Kind kind, String text) {
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        double perSecond = count == 0 ? 0 : count / Math.max(1e-3, seconds);
        ProgressEvent event = new ProgressEvent(kind, stage, count, total, unit, perSecond, text);
        latest = event;
        followers.forEach(follower -> tell(follower, () -> follower.hears(event)));
    }

    /** An audit of hours does not fail because somebody's page was closed; what went wrong there is not lost either. */
    private void tell(Follower follower, Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            followers.remove(follower);
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
