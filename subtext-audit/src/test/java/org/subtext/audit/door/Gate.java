package org.subtext.audit.door;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a work up in a stage, so that a test can look on. */
final class Gate implements Follower {
    private final String stage;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** @param stage the beginning of its name */
    Gate(String stage) {
        this.stage = stage;
    }

    @Override
    public void hears(ProgressEvent event) {
        if (event.stage().startsWith(stage)) {
            reached.countDown();
            pass(open);
        }
    }

    /** Returns when the work has come to the stage. */
    void awaitWork() {
        pass(reached);
    }

    void open() {
        open.countDown();
    }

    private static void pass(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
