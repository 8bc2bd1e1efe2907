package org.subtext.problems;

/** Something outside the input is missing here: a native library, a device, a file lock. The message tells the mend. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public UnavailableException(String message) {
        this(Sentence.of(message));
    }

    public UnavailableException(Sentence sentence) {
        super(sentence.toString());
        this.sentence = sentence;
    }

    public UnavailableException(String message, Throwable cause) {
        this(Sentence.of(message), cause);
    }

    public UnavailableException(Sentence sentence, Throwable cause) {
        super(sentence.toString(), cause);
        this.sentence = sentence;
    }

    /** What is missing and how it is mended, for a face to word. */
    public Sentence sentence() {
        return sentence;
    }
}
