package org.subtext.audit.door;

import java.util.List;
import java.util.Optional;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.compare.Comparison;
import org.subtext.problems.InvalidInputException;

/**
 * The part of the door that only tells what anybody may be told. Whoever is handed this alone can neither begin nor
 * change a run, nor read more of one than its report tells. Thread-safe.
 */
public interface ReadingDoor {
    /** All runs by name, also those that others work on, that are unfinished, or that cannot be read. */
    List<RunSummary> runs();

    /** One of them; empty where there is none of that name. Quicker than all. */
    Optional<RunSummary> run(String name);

    /** Names of finished surveys, in the order of the alphabet: they have figures, and are no runs. */
    List<String> surveys();

    /**
     * Every figure of a finished run, of harm and surveys too, as anybody may be told of it; nothing is changed.
     *
     * @throws InvalidInputException when there is no such run, it is not finished, or its files do not say the same
     */
    Figures figures(String run);

    /**
     * By how much two finished runs differ on the patients that both assessed, or why that cannot be said.
     *
     * @throws InvalidInputException when one of them is no finished audit of images, scores or embeddings
     */
    Comparison compare(String first, String second);
}
