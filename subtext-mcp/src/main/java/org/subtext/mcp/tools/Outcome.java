package org.subtext.mcp.tools;

/** What comes of a call. */
public sealed interface Outcome permits Told, Outcome.Refused {
    /** Whether nothing is told. */
    boolean isRefusal();

    /** What a reader sees. */
    String text();

    /**
     * Nothing is told.
     *
     * @param text why, and what may be asked instead
     */
    record Refused(String text) implements Outcome {
        @Override
        public boolean isRefusal() {
            return true;
        }
    }
}
