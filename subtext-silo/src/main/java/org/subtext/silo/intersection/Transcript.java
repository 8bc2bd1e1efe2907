package org.subtext.silo.intersection;

import java.util.ArrayList;
import java.util.List;
import org.subtext.provenance.ContentHash;

/** Lines a person can compare with the other party's: each thing that was sent or came, by its hash. */
final class Transcript {
    private final List<String> lines = new ArrayList<>();

    void sent(String what, ContentHash hash) {
        lines.add("sent, " + what + ": " + hash.hex());
    }

    void came(String what, ContentHash hash) {
        lines.add("came, " + what + ": " + hash.hex());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
