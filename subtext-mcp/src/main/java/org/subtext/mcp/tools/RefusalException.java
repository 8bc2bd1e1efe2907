package org.subtext.mcp.tools;

/** That nothing is told, with the words that say why and what may be asked instead. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusalException(String says) {
        super(says);
    }

    /** What a reader sees. */
    public String says() {
        return String.valueOf(getMessage());
    }
}
