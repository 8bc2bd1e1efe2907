package org.subtext.audit.door;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.Stage;
import org.subtext.audit.StoredRun;

/**
 * How far a run has come, as its folder tells whoever does not work on it: stages and counts of steps, of no patients.
 *
 * @param stages those that are finished, in their order
 * @param step what was worked on last, in the user's words: "Training model"; empty where nothing was noted yet
 * @param finished how many steps of that kind have ended since it began, as far as the end of the log tells
 * @param latest when the last one ended; null where none has
 */
public record Course(
        List<Stage> stages,
        String step,
        int finished,
        @Nullable Instant latest) {
    /** Of the log, which grows by a line a setting. */
    private static final int END_BYTES = 1 << 15;

    /** A line of the log. */
    private record Line(Instant when, String step) {}

    public Course {
        stages = List.copyOf(stages);
    }

    static Course of(Path folder) {
        StoredRun run = new StoredRun(folder);
        List<String> said = run.said(END_BYTES);
        String step = "";
        int finished = 0;
        Instant latest = null;
        for (int i = said.size() - 1; i >= 0; i--) {
            Line line = line(said.get(i));
            if (line == null || latest != null && !line.step().equals(step)) {
                break;
            }
            step = line.step();
            latest = latest == null ? line.when() : latest;
            finished++;
        }
        return new Course(run.stages(), step, finished, latest);
    }

    /** Null where it is none of ours, or is being written. */
    private static @Nullable Line line(String said) {
        int space = said.indexOf(' ');
        int colon = said.indexOf(": ", space);
        if (space < 0 || colon < 0) {
            return null;
        }
        try {
            return new Line(Instant.parse(said.substring(0, space)), said.substring(space + 1, colon));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
