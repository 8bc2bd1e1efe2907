package org.subtext.silo.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.subtext.progress.CancelledException;
import org.subtext.progress.PoolEnd;

/** Asks sites side by side and lists what they answer in the sites' order: no sum depends on who was first. */
final class SitesAtOnce implements AutoCloseable {
    private final ExecutorService pool;

    /** @param count of sites that work at once, at least 1 */
    SitesAtOnce(int count) {
        this.pool = Executors.newFixedThreadPool(count);
    }

    <A> List<A> each(List<FederationSite> sites, Function<FederationSite, A> question) {
        List<Future<A>> pending = sites.stream()
                .map(site -> pool.submit(() -> question.apply(site)))
                .toList();
        try {
            List<A> answers = new ArrayList<>();
            for (Future<A> answer : pending) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("a site failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Training across sites");
        } finally {
            pending.forEach(one -> one.cancel(false));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        PoolEnd.await(pool); // whoever still learns ends before what it learns with is closed
    }
}
