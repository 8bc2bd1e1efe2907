package org.subtext.dicom;

import java.util.ArrayList;
import java.util.List;

/** What was mended while a file was read, the first few in words. Not thread-safe. */
final class Notes {
    private static final int KEPT = 10;

    private final List<String> notes = new ArrayList<>();

    void add(String note) {
        if (notes.size() < KEPT) {
            notes.add(note);
        }
    }

    List<String> toList() {
        return List.copyOf(notes);
    }
}
