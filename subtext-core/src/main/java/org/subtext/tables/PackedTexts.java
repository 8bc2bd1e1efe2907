package org.subtext.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many short texts that hardly repeat, some hundred of them one behind the other in one: of 20 letters each takes 24
 * bytes and no object, instead of 64 bytes and two. Each look at one makes a text anew. Not thread-safe while texts are
 * added.
 */
final class PackedTexts {
    /** Texts of a page. */
    private static final int PAGE = 256;

    private final List<Page> pages = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private final int[] ends = new int[PAGE];
    private int size;

    private record Page(String text, int[] ends) {
        String at(int index) {
            return text.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
        }
    }

    void add(String text) {
        open.append(text);
        ends[size % PAGE] = open.length();
        size++;
        if (size % PAGE == 0) {
            close(PAGE);
        }
    }

    /** Makes all that was added readable; nothing can be added any more. */
    PackedTexts whole() {
        if (pages.size() * PAGE < size) {
            close(size % PAGE);
        }
        open.trimToSize();
        return this;
    }

    private void close(int texts) {
        pages.add(new Page(open.toString(), Arrays.copyOf(ends, texts)));
        open.setLength(0);
    }

    int size() {
        return size;
    }

    /** The text that was added after {@code index} others. */
    String at(int index) {
        return pages.get(index / PAGE).at(index % PAGE);
    }
}
