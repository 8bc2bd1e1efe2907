package org.subtext.learn.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import of weights did; nothing that was changed or left out is silent.
 *
 * @param source name of the file, without its folders
 * @param loaded entries of the network that took the file's values
 * @param total entries of the network
 * @param notes sentences on what was adapted, left out, missing and unexpected; empty when everything fitted
 */
public record ImportReport(String source, int loaded, int total, List<String> notes) {
    public ImportReport {
        notes = List.copyOf(notes);
    }

    /** Whether every entry of the network was loaded as it is. */
    public boolean isComplete() {
        return loaded == total && notes.isEmpty();
    }

    /** What a user reads, one sentence a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Loaded " + loaded + " of " + total + " entries from " + source + ".");
        lines.addAll(notes);
        return List.copyOf(lines);
    }
}
