package org.subtext.recognition;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a file of weights that was put into a network; nothing that was changed or left out is silent.
 *
 * @param file name of the file, without its folders
 * @param loaded entries of the network that took the file's values
 * @param total entries of the network
 * @param notes sentences on what was adapted, left out, missing and unexpected; empty when everything fitted
 */
public record LoadedWeights(String file, int loaded, int total, List<String> notes) {
    public LoadedWeights {
        notes = List.copyOf(notes);
    }

    /** Whether every entry of the network was loaded as it is. */
    public boolean isComplete() {
        return loaded == total && notes.isEmpty();
    }

    /** The share that was loaded: {@code 120 of 122 entries from resnet18.pth}. */
    public String share() {
        return loaded + " of " + total + " entries from " + file;
    }

    /** What a user reads, one sentence a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Loaded " + share() + ".");
        lines.addAll(notes);
        return List.copyOf(lines);
    }
}
