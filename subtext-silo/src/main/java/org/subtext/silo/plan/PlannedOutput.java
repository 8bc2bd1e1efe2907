package org.subtext.silo.plan;

/**
 * Something that leaves a house in every round: the closed list of a plan has nothing else.
 *
 * @param operation that makes it
 * @param cells whole numbers of 64 bits in it
 * @param bytes that they take
 * @param readers who can read it, in words: {@code nobody alone; the sum of at least 3 sites: the coordinator}
 * @param inference what could be inferred from it, in words
 */
public record PlannedOutput(String operation, int cells, long bytes, String readers, String inference) {
    public PlannedOutput {
        SiloPlan.requireText(readers);
        SiloPlan.requireText(inference);
        if (cells < 1 || bytes != (long) cells * Long.BYTES) {
            throw new IllegalArgumentException("The output of " + operation
                    + " must say its cells and 8 bytes for each, got " + cells + " cells and " + bytes + " bytes");
        }
    }
}
