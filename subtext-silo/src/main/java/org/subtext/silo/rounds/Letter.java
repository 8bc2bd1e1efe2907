package org.subtext.silo.rounds;

/** Bytes that a named party sent. Whoever delivers a letter has proven who sent it; what it holds is not yet read. */
public final class Letter {
    private final RoundId round;
    private final String from;
    private final byte[] bytes;

    /** @param bytes handed over: nobody changes them afterwards */
    public Letter(RoundId round, String from, byte[] bytes) {
        this.round = round;
        this.from = from;
        this.bytes = bytes;
    }

    public RoundId round() {
        return round;
    }

    /** The name of the site, or {@link Mailbox#COORDINATOR}. */
    public String from() {
        return from;
    }

    /** What was sent; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes from " + from + " (" + round + ")";
    }
}
