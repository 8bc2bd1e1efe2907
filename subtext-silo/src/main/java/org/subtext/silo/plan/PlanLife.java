package org.subtext.silo.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.journal.Lines;

/**
 * What became of one plan at one party: a line a step, forced to disk before anything follows from it.
 *
 * <p>A step that the life of a plan does not have is refused. Safe for several
 * threads and processes.
 */
public final class PlanLife {
    /**
     * A step.
     *
     * @param at when, in whole seconds
     * @param state that was reached
     * @param about one line in words; for rounds {@code round 1, attempt 2}; may be empty
     */
    public record Step(Instant at, PlanState state, String about) {
        /** What it came to: {@code running, round 1, attempt 2, counts}. */
        public String words() {
            return state.word() + (about.isEmpty() ? "" : ", " + about);
        }
    }

    private final Lines lines;
    private final ContentHash plan;
    private final List<Step> steps = new ArrayList<>();

    private PlanLife(Path file, ContentHash plan) {
        this.lines = new Lines(file);
        this.plan = plan;
    }

    /** Reads what there is of a plan's life; where there is no file it was drafted just now. */
    public static PlanLife open(Path file, ContentHash plan) throws IOException {
        PlanLife life = new PlanLife(file, plan);
        for (String line : life.lines.read()) {
            life.steps.add(life.step(line));
        }
        return life;
    }

    private Step step(String line) {
        String[] parts = line.split(" ", 4);
        try {
            if (parts.length == 4 && parts[0].equals(plan.hex())) {
                return new Step(
                        Instant.parse(parts[1]),
                        PlanState.valueOf(parts[2].toUpperCase(java.util.Locale.ROOT)),
                        parts[3].equals("-") ? "" : parts[3]);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // Told below, with the file.
        }
        throw new InvalidInputException("The life of the plan in " + lines.file()
                + " has a line that was not written so, or that is of another plan. Bring the file back from a copy.");
    }

    public synchronized PlanState state() {
        return stateAfter(steps);
    }

    private static PlanState stateAfter(List<Step> steps) {
        return steps.isEmpty() ? PlanState.DRAFTED : steps.get(steps.size() - 1).state();
    }

    /** All steps, the first first. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The last step that reached a state. */
    public synchronized Optional<Step> last(PlanState state) {
        return steps.stream().filter(step -> step.state() == state).reduce((first, second) -> second);
    }

    /** How often a state was reached. */
    public synchronized int times(PlanState state) {
        return Math.toIntExact(
                steps.stream().filter(step -> step.state() == state).count());
    }

    /**
     * Goes on to a state, from where the file says that the plan is now: another process may have moved it.
     *
     * @throws InvalidInputException if it does not follow
     */
    public synchronized void to(PlanState next, String about, Instant now) throws IOException {
        Step step = new Step(
                now.truncatedTo(ChronoUnit.SECONDS),
                next,
                about.replaceAll("\\p{C}", " ").strip());
        lines.append(before -> {
            List<Step> current = new ArrayList<>();
            for (String line : before) {
                current.add(step(line));
            }
            PlanState state = stateAfter(current);
            if (!state.next().contains(next)) {
                throw new InvalidInputException("The plan " + plan.abbreviated() + " is " + state.word()
                        + " and cannot become " + next.word() + " from there. "
                        + (state.isEnd()
                                ? "Its life is over: have a new plan offered."
                                : "What may follow: " + following(state) + "."));
            }
            steps.clear();
            steps.addAll(current);
            return plan.hex() + " " + step.at() + " " + next.word() + " "
                    + (step.about().isEmpty() ? "-" : step.about());
        });
        steps.add(step);
    }

    private static String following(PlanState state) {
        return String.join(", ", state.next().stream().map(PlanState::word).toList());
    }
}
