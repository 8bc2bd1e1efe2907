package org.subtext.deidentification.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a file.
 *
 * @param path tags of the sequences around it and its own, outermost first
 * @param vr its representation; SQ for what opens and closes sequences and items
 * @param from first byte of the value
 * @param to the byte behind the value
 * @param item the items around it by number, so that values of one item can be told from those of another
 */
record Span(List<Integer> path, String vr, int from, int to, List<Integer> item) {
    Span {
        path = List.copyOf(path);
        item = List.copyOf(item);
    }

    int tag() {
        return path.get(path.size() - 1);
    }

    int group() {
        return tag() >>> 16;
    }

    int length() {
        return to - from;
    }

    boolean isTop() {
        return path.size() == 1;
    }

    /** As logs write it: (0054,0220)/(0008,0104). */
    String where() {
        List<String> tags = new ArrayList<>();
        for (int tag : path) {
            tags.add("(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF));
        }
        return String.join("/", tags);
    }
}
