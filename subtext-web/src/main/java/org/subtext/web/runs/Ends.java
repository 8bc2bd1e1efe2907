package org.subtext.web.runs;

import java.io.IOException;
import org.subtext.audit.door.Work;

/** What ended a work that failed. */
final class Ends {
    private Ends() {}

    static String problem(Work<?> work) {
        try {
            work.await();
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
