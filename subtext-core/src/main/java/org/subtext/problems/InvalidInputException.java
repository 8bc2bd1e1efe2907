package org.subtext.problems;

import java.util.List;

/** Input that the user can mend; the command line prints its problems without a stack trace and exits with 2. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** One problem: what was found, where, what was expected, what to do. */
    public InvalidInputException(String problem) {
        this(List.of(problem));
    }

    /** All problems of one input, at least one. */
    public InvalidInputException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an InvalidInputException needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** One entry a problem, in the order found. */
    public List<String> problems() {
        return problems;
    }
}
