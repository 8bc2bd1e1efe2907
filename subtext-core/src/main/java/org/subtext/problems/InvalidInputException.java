package org.subtext.problems;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Input that the user can mend; a face shows its problems in its own words, without a stack trace. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** One problem that no knob mends: what was found, where, what was expected, what to do. */
    public InvalidInputException(String problem) {
        this(Sentence.of(problem));
    }

    /** One problem: what was found, where, what was expected, and the knob that mends it. */
    public InvalidInputException(Sentence problem) {
        this(List.of(Problem.of(problem)));
    }

    /** All problems of one input, at least one. */
    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an InvalidInputException needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** Every problem, one below the other, knobs by their own names; there is always at least one. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** In the order found. */
    public List<Problem> problems() {
        return problems;
    }

    /** All problems in one line of prose, knobs by their own names, for a note that is stored. */
    public String prose() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" "));
    }
}
