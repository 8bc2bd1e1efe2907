package org.subtext.recognition;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where weights lie: a file, and which of its networks where it holds several, as {@code run.pth#teacher}.
 *
 * @param within what stands before the names of the network's entries, or one word of it; null where there is no choice
 */
public record WeightsAddress(Path file, @Nullable String within) {
    private static final char MARK = '#';

    /** Reads an address; a file whose own name holds the mark is that file. */
    public static WeightsAddress parse(String text) {
        Path whole = Path.of(text);
        int mark = text.lastIndexOf(MARK);
        if (mark <= 0 || Files.exists(whole)) {
            return of(whole);
        }
        return new WeightsAddress(Path.of(text.substring(0, mark)), text.substring(mark + 1));
    }

    /** The only network of a file. */
    public static WeightsAddress of(Path file) {
        return new WeightsAddress(file, null);
    }

    /** As a card tells it, without folders. */
    public String name() {
        String name = String.valueOf(file.getFileName());
        return within == null ? name : name + MARK + within;
    }

    /** Written as {@link #parse} reads it. */
    @Override
    public String toString() {
        return within == null ? file.toString() : file.toString() + MARK + within;
    }
}
