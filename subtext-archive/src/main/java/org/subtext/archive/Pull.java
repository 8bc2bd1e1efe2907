package org.subtext.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.subtext.archive.PullSummary.Failure;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.wording.Digits;

/**
 * Pulls what a query finds into a folder, several studies side by side. Whatever ends it, the same pull into the same
 * folder continues: complete studies are not asked for again, and no instance is there twice.
 */
public final class Pull {
    private static final int PAGE = 500;
    /** So many studies in a row failed although each was tried again and again: the archive is gone. */
    private static final int GIVE_UP_AFTER = 3;

    private static final double MEGABYTE = 1e6;

    private final PullPlan plan;
    private final Progress progress;
    private final AtomicReference<@Nullable IOException> stop = new AtomicReference<>();
    private final AtomicInteger failedInARow = new AtomicInteger();

    public Pull(PullPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @return what came and what did not
     * @throws InvalidInputException when nothing can come: no such archive, wrong credentials, a full disk …
     */
    public PullSummary run() throws IOException {
        ArchiveHttp http = plan.archive().http();
        StudySearch search = new StudySearch(http, PAGE);
        try (InstanceStore store = InstanceStore.open(plan.folder());
                PullJournal journal = PullJournal.open(store.own("journal"))) {
            progress.begin("Searching", 0, noun());
            List<Retrieval> found = search.find(plan.query());
            progress.end(found.size() + " " + noun() + " match");
            WadoRetrieve wado = new WadoRetrieve(http, store);
            StudyPull one = new StudyPull(search, wado, store, journal, http.limits());
            progress.begin("Pulling", found.size(), noun());
            PullSummary summary = pull(found, one, wado, store.references());
            progress.end(sentence(summary));
            IOException ended = stop.get();
            if (ended != null) {
                throw ArchiveMessages.ended(ended, plan.archive().address(), summary);
            }
            return summary;
        } catch (ArchiveException e) {
            throw ArchiveMessages.mendable(e, plan.archive().address());
        }
    }

    private String noun() {
        return plan.query().choosesSeries() ? "series" : "studies";
    }

    private PullSummary pull(List<Retrieval> found, StudyPull one, WadoRetrieve wado, References references)
            throws IOException {
        int before = 0;
        int pulled = 0;
        List<Failure> failed = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(plan.parallel());
        long started = System.nanoTime();
        try {
            List<Future<StudyPull.Ending>> endings = new ArrayList<>();
            for (Retrieval retrieval : found) {
                endings.add(workers.submit(() -> attempt(retrieval, one, wado, started)));
            }
            for (int i = 0; i < endings.size(); i++) {
                try {
                    if (endings.get(i).get() == StudyPull.Ending.PULLED) {
                        pulled++;
                    } else {
                        before++;
                    }
                } catch (ExecutionException e) {
                    failed.add(new Failure(references.of(found.get(i).uid()), reason(e.getCause())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
        return new PullSummary(before, pulled, failed, wado.kept(), wado.bytes(), wado.unasked());
    }

    private StudyPull.Ending attempt(Retrieval retrieval, StudyPull one, WadoRetrieve wado, long started)
            throws IOException {
        if (stop.get() != null) {
            throw new IOException("not tried: the pull had ended");
        }
        try {
            StudyPull.Ending ending = one.run(retrieval);
            failedInARow.set(0);
            return ending;
        } catch (ArchiveException e) {
            boolean gone = e.kind().isIllness() && failedInARow.incrementAndGet() >= GIVE_UP_AFTER;
            if (e.kind().isFatal() || gone) {
                stop.compareAndSet(null, e);
            }
            throw e;
        } catch (IOException e) {
            stop.compareAndSet(null, e); // the disk, not the archive
            throw e;
        } finally {
            double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
            progress.advance(1, Digits.count(wado.kept()) + " instances, " + megabytes(wado.bytes() / seconds) + "/s");
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof IOException failure) {
            return ArchiveMessages.withoutPaths(failure);
        }
        throw new IllegalStateException("pulling a study failed in an unforeseen way", cause);
    }

    private static String sentence(PullSummary summary) {
        return Digits.count(summary.pulled()) + " complete now, " + Digits.count(summary.thereBefore()) + " before, "
                + Digits.count(summary.failed().size()) + " not complete; " + Digits.count(summary.instances())
                + " instances, " + megabytes(summary.bytes());
    }

    private static String megabytes(double bytes) {
        return Digits.fixed(bytes / MEGABYTE, 1) + " MB";
    }
}
