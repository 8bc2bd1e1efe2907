package org.subtext.recognition;

import org.subtext.problems.Sentence;

/** The loss stopped being a number; a face says in its own words which pass it was and what to change. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public TrainingDivergedException(Sentence sentence) {
        super(sentence.toString());
        this.sentence = sentence;
    }

    /** What happened, and the knobs that mend it. */
    public Sentence sentence() {
        return sentence;
    }
}
