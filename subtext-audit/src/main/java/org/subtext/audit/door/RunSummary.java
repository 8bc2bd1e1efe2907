package org.subtext.audit.door;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.StoredRun;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problem;
import org.subtext.problems.Sentence;

/**
 * A run in a list.
 *
 * @param ofImages whether it is an audit of images, which can be continued and explained; otherwise of somebody's
 *     scores
 * @param attribute asked about; null while it is not known, or where findings were asked about alone
 * @param verdict null where there is none yet, several models were compared, or findings were learnt
 * @param when it ended, or else began; null while it is not known
 * @param problems why it cannot be read; none of any other state
 */
public record RunSummary(
        String name,
        State state,
        boolean ofImages,
        @Nullable String attribute,
        @Nullable Verdict verdict,
        @Nullable Instant when,
        List<Problem> problems) {
    /** How it stands. */
    public enum State {
        /** Somebody works on it now, in this process or in another one. */
        RUNNING,
        /** It was ended, and can be continued. */
        UNFINISHED,
        FINISHED,
        /** It is damaged, of a version that is not understood, or may not be read. */
        UNREADABLE
    }

    public RunSummary {
        problems = List.copyOf(problems);
    }

    /** A run that was just begun and has no folder yet. */
    static RunSummary begun(String name) {
        return new RunSummary(name, State.RUNNING, false, null, null, null, List.of());
    }

    static RunSummary of(String name, Path folder, boolean worksHere) {
        StoredRun run = new StoredRun(folder);
        try {
            return readable(name, run, worksHere || run.isHeld());
        } catch (InvalidInputException e) {
            return unreadable(name, run, e.problems());
        } catch (UncheckedIOException e) {
            String why = "The run " + folder + " cannot be read (" + e.getMessage() + ").";
            return unreadable(name, run, List.of(Problem.of(Sentence.of(why))));
        }
    }

    private static RunSummary readable(String name, StoredRun run, boolean held) {
        boolean isFinished = run.isFinished();
        Optional<Assessment> answers =
                isFinished && !run.isDiagnosis() ? Optional.of(run.assessment()) : Optional.empty();
        Optional<String> attribute = answers.map(Assessment::attribute)
                .or(() -> run.plan().map(AuditPlan::cohort).map(cohort -> cohort.attribute()))
                .filter(one -> !one.isEmpty());
        State ended = isFinished ? State.FINISHED : State.UNFINISHED;
        return new RunSummary(
                name,
                held ? State.RUNNING : ended,
                run.hasPlan(),
                attribute.orElse(null),
                answers.map(Assessment::verdict).orElse(null),
                run.when(),
                List.of());
    }

    private static RunSummary unreadable(String name, StoredRun run, List<Problem> problems) {
        return new RunSummary(name, State.UNREADABLE, run.hasPlan(), null, null, null, problems);
    }
}
