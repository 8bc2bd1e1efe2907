package org.subtext.archive;

import java.util.List;

/**
 * How a pull ended.
 *
 * @param thereBefore studies (or series) that were complete before
 * @param pulled those that were completed now
 * @param failed those that are not complete, with reasons; the same command tries them again
 * @param instances instances that were not there before
 * @param bytes their size
 * @param unasked instances that came without having been asked for, and were dropped
 */
public record PullSummary(int thereBefore, int pulled, List<Failure> failed, long instances, long bytes, long unasked) {
    public PullSummary {
        failed = List.copyOf(failed);
    }

    /** Studies or series found in all. */
    public int found() {
        return thereBefore + pulled + failed.size();
    }

    /**
     * A study or series that is not complete.
     *
     * @param reference its name in the folder
     * @param reason why, without an identifier
     */
    public record Failure(String reference, String reason) {}
}
