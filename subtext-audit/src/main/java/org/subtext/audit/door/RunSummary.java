package org.subtext.audit.door;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;
import org.subtext.audit.StoredRun;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.listing.ListedAnswer;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problem;
import org.subtext.problems.Sentence;
import org.subtext.report.harm.HarmSentences;
import org.subtext.wording.Lists;

/**
 * A run in a list.
 *
 * @param kind what is asked, and of what
 * @param attribute asked about; null while it is not known, or where findings were asked about alone
 * @param verdict null where there is none yet, several models were compared, or none is asked for
 * @param harm the answer on harm; null of other kinds, and where there is none yet
 * @param size how many were assessed, as anybody may be told: "80 images"; null where there is no answer yet, or where
 *     that is hidden
 * @param when it ended, or else began; null while it is not known
 * @param problems why it cannot be read; none of any other state
 */
public record RunSummary(
        String name,
        State state,
        Kind kind,
        @Nullable String attribute,
        Verdict.@Nullable Kind verdict,
        org.subtext.harm.@Nullable Verdict harm,
        @Nullable String size,
        @Nullable Instant when,
        List<Problem> problems) {
    /** What is asked, and of what. */
    public enum Kind {
        /** Whether images reveal the attribute: it can be continued and explained. */
        IMAGES,
        /** Whether somebody's scores or embeddings do. */
        SCORES,
        /** Whether a diagnostic model serves a group worse. */
        HARM,
        /** Nothing yet: a diagnostic model was taught, of which one may ask that. */
        DIAGNOSIS
    }

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

    /**
     * What is asked, in a sentence; empty where nothing is yet.
     *
     * @param attribute its name as it is to be shown
     */
    public String question(String attribute) {
        return switch (kind) {
            case IMAGES -> "Do the images reveal recorded " + attribute + "?";
            case SCORES -> "Do scores reveal recorded " + attribute + "?";
            case HARM -> "Is a group of recorded " + attribute + " served worse?";
            case DIAGNOSIS -> "";
        };
    }

    /** What is answered, or how it stands, in the words of every list of runs. */
    public String answer() {
        return switch (state) {
            case RUNNING -> "Running";
            case UNFINISHED -> "Not finished";
            case UNREADABLE -> "Cannot be read: damaged, of another version, or not yours to read";
            case FINISHED -> {
                if (kind == Kind.DIAGNOSIS) {
                    yield "A diagnostic model was taught; it has no answer of its own";
                }
                if (harm != null) {
                    yield Lists.capitalised(HarmSentences.words(harm));
                }
                yield verdict == null ? "Several models, no single verdict" : Lists.capitalised(verdict.words());
            }
        };
    }

    /** A run that was just begun and has no folder yet. */
    static RunSummary begun(String name) {
        return new RunSummary(name, State.RUNNING, Kind.SCORES, null, null, null, null, null, List.of());
    }

    static RunSummary of(String name, Path folder, boolean worksHere) {
        StoredRun run = new StoredRun(folder);
        boolean isHarm = HarmFolder.isThere(folder);
        Kind kind = isHarm ? Kind.HARM : kindOf(run);
        try {
            boolean held = worksHere || run.isHeld();
            return isHarm ? ofHarm(name, folder, held) : readable(name, run, kind, held);
        } catch (InvalidInputException e) {
            return unreadable(name, kind, e.problems());
        } catch (UncheckedIOException e) {
            String why = "The run " + folder + " cannot be read (" + e.getMessage() + ").";
            return unreadable(name, kind, List.of(Problem.of(Sentence.of(why))));
        }
    }

    private static Kind kindOf(StoredRun run) {
        if (run.isDiagnosis()) {
            return Kind.DIAGNOSIS;
        }
        return run.hasPlan() ? Kind.IMAGES : Kind.SCORES;
    }

    private static RunSummary ofHarm(String name, Path folder, boolean held) {
        Optional<ListedAnswer> answer =
                HarmFolder.isFinished(folder) ? Optional.of(HarmFolder.listed(folder)) : Optional.empty();
        return told(name, Kind.HARM, held, answer.isPresent(), answer, null, HarmFolder.when(folder));
    }

    private static RunSummary readable(String name, StoredRun run, Kind kind, boolean held) {
        Optional<StoredRun.Listed> listed = run.listed();
        String planned = listed.isPresent()
                ? null
                : run.plan()
                        .map(plan -> plan.cohort().attribute())
                        .filter(one -> !one.isEmpty())
                        .orElse(null);
        return told(
                name,
                kind,
                held,
                listed.isPresent() || run.isFinished(),
                listed.map(StoredRun.Listed::answer),
                planned,
                listed.map(StoredRun.Listed::when).orElseGet(run::when));
    }

    private static RunSummary told(
            String name,
            Kind kind,
            boolean held,
            boolean isFinished,
            Optional<ListedAnswer> answer,
            @Nullable String planned,
            Instant when) {
        State ended = isFinished ? State.FINISHED : State.UNFINISHED;
        return new RunSummary(
                name,
                held ? State.RUNNING : ended,
                kind,
                answer.map(ListedAnswer::attribute)
                        .filter(one -> !one.isEmpty())
                        .orElse(planned),
                answer.map(ListedAnswer::verdict).orElse(null),
                answer.map(ListedAnswer::harm).orElse(null),
                answer.map(ListedAnswer::size).orElse(null),
                when,
                List.of());
    }

    /** One that is not read, since a symbolic link leads out of the folder of runs. */
    static RunSummary elsewhere(String name) {
        return unreadable(
                name,
                Kind.SCORES,
                List.of(Problem.of(Sentence.of("A symbolic link leads out of the folder of runs."))));
    }

    private static RunSummary unreadable(String name, Kind kind, List<Problem> problems) {
        return new RunSummary(name, State.UNREADABLE, kind, null, null, null, null, null, problems);
    }
}
