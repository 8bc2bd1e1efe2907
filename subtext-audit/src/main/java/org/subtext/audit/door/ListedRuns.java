package org.subtext.audit.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.subtext.audit.StoredRun;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.harm.HarmFolder;

/**
 * Summaries of finished runs, read once: a list of a thousand is asked for again and again. Known by when their files
 * were written, and how long they are. Thread-safe.
 */
final class ListedRuns {
    /** What a summary is made of; each is replaced whole. */
    private static final List<String> FILES = List.of(
            "plan.yaml", "manifest.json", "report-content.json", "look.json", HarmFolder.PLAN, HarmFolder.CONTENT);

    private record Known(List<String> stamps, RunSummary summary) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    RunSummary of(String name, Path folder, boolean worksHere) {
        List<String> stamps = stamps(folder);
        Known before = known.get(name);
        boolean isSame = before != null && before.stamps().equals(stamps) && !worksHere && !isHeld(folder);
        if (before != null && isSame) {
            return before.summary();
        }
        RunSummary now = RunSummary.of(name, folder, worksHere);
        if (now.state() == State.FINISHED) {
            known.put(name, new Known(stamps, now));
        } else {
            known.remove(name);
        }
        return now;
    }

    private static boolean isHeld(Path folder) {
        try {
            return new StoredRun(folder).isHeld();
        } catch (UncheckedIOException e) {
            return true; // whoever reads it again says what is wrong
        }
    }

    private static List<String> stamps(Path folder) {
        List<String> stamps = new ArrayList<>();
        for (String file : FILES) {
            try {
                BasicFileAttributes at = Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
                stamps.add(at.size() + " " + at.lastModifiedTime() + " " + at.fileKey());
            } catch (IOException e) {
                stamps.add("");
            }
        }
        return stamps;
    }
}
