package org.subtext.silo.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;

/**
 * What became of one plan at one party: a line a step, forced to disk before anything follows from it.
 *
 * <p>A step that the life of a plan does not have is refused. Safe for several threads; one process writes it.
 */
public final class PlanLife {
    /**
     * A step.
     *
     * @param at when, in whole seconds
     * @param state that was reached
     * @param about one line in words; for rounds {@code round 1, attempt 2}; may be empty
     */
    public record Step(Instant at, PlanState state, String about) {}

    private final Path file;
    private final ContentHash plan;
    private final List<Step> steps = new ArrayList<>();

    private PlanLife(Path file, ContentHash plan) {
        this.file = file;
        this.plan = plan;
    }

    /** Reads what there is of a plan's life; where there is no file it was drafted just now. */
    public static PlanLife open(Path file, ContentHash plan) throws IOException {
        PlanLife life = new PlanLife(file, plan);
        if (!Files.exists(file)) {
            return life;
        }
        String text = Files.readString(file);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) {
            Files.writeString(file, text.substring(0, whole));
        }
        for (String line : text.substring(0, whole).split("\n")) {
            if (!line.isEmpty()) {
                life.steps.add(life.step(line));
            }
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
        throw new InvalidInputException("The life of the plan in " + file
                + " has a line that was not written so, or that is of another plan. Bring the file back from a copy.");
    }

    public synchronized PlanState state() {
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

    /**
     * Goes on to a state.
     *
     * @throws InvalidInputException if it does not follow
     */
    public synchronized void to(PlanState next, String about, Instant now) throws IOException {
        if (!state().next().contains(next)) {
            throw new InvalidInputException("The plan " + plan.abbreviated() + " is " + state().word()
                    + " and cannot become " + next.word() + " from there. "
                    + (state().isEnd()
                            ? "Its life is over: have a new plan offered."
                            : "What may follow: " + following() + "."));
        }
        Step step = new Step(
                now.truncatedTo(ChronoUnit.SECONDS),
                next,
                about.replaceAll("\\p{C}", " ").strip());
        OwnerOnly.folderWithin(file.toAbsolutePath().normalize().resolveSibling(""));
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.always())) {
            String line = plan.hex() + " " + step.at() + " " + next.word() + " "
                    + (step.about().isEmpty() ? "-" : step.about()) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        steps.add(step);
    }

    private String following() {
        return String.join(", ", state().next().stream().map(PlanState::word).toList());
    }
}
