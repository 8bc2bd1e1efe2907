package org.subtext.audit.door;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.StoredRun;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.listing.NotedAnswer;

/**
 * Summaries of finished runs, read once: a list of a thousand is asked for again and again. Known by the stamps of
 * their files. Thread-safe.
 */
final class ListedRuns {
    /** What a summary is made of; each is replaced whole. */
    private static final List<String> FILES = List.of(
            "plan.yaml",
            "manifest.json",
            "report-content.json",
            NotedAnswer.FILE,
            "look.json",
            HarmFolder.PLAN,
            HarmFolder.CONTENT);

    private record Known(Stamps stamps, RunSummary summary) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    RunSummary of(String name, Path folder, boolean worksHere) {
        // whoever asks while it is being read waits for that
        Known now =
                Objects.requireNonNull(known.compute(name, (any, before) -> current(before, name, folder, worksHere)));
        if (now.summary().state() != State.FINISHED) {
            known.remove(name, now);
        }
        return now.summary();
    }

    private static Known current(@Nullable Known before, String name, Path folder, boolean worksHere) {
        Stamps stamps = Stamps.of(folder, FILES);
        boolean isSame = before != null && before.stamps().equals(stamps) && !worksHere && !isHeld(folder);
        return before != null && isSame ? before : new Known(stamps, RunSummary.of(name, folder, worksHere));
    }

    private static boolean isHeld(Path folder) {
        try {
            return new StoredRun(folder).isHeld();
        } catch (UncheckedIOException e) {
            return true; // whoever reads it again says what is wrong
        }
    }
}
