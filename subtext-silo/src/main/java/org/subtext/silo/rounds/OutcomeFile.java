package org.subtext.silo.rounds;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.Refusal;

/** The outcome of a round on the coordinator's disk, which is all that is kept of it beside the sum. */
final class OutcomeFile {
    private static final String HEADER = "subtext-outcome-1";

    private OutcomeFile() {}

    static void write(Path file, RoundOutcome outcome, ContentHash terms) throws IOException {
        AtomicFiles.write(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeUTF(HEADER);
            out.writeUTF(terms.hex());
            out.writeBoolean(outcome instanceof RoundOutcome.Opened);
            if (outcome instanceof RoundOutcome.Opened opened) {
                out.writeUTF(opened.roster().hex());
                names(out, opened.answered());
                names(out, opened.dropped());
                out.writeUTF(opened.hash().hex());
            } else if (outcome instanceof RoundOutcome.Refused refused) {
                out.writeUTF(refused.refusal().name());
                out.writeUTF(refused.found());
            }
            out.writeInt(outcome.declined().size());
            for (var one : new TreeMap<>(outcome.declined()).entrySet()) {
                out.writeUTF(one.getKey());
                out.writeUTF(one.getValue().name());
            }
            out.flush();
        });
    }

    /** The outcome of a round that is over; empty where there is none. */
    static Optional<RoundOutcome> read(Path file, Path sum, ContentHash terms) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            if (!in.readUTF().equals(HEADER) || !in.readUTF().equals(terms.hex())) {
                throw new InvalidInputException(file + " is the outcome of a round under other terms."
                        + " Give each attempt a folder of its own.");
            }
            if (in.readBoolean()) {
                ContentHash roster = new ContentHash(in.readUTF());
                List<String> answered = names(in);
                List<String> dropped = names(in);
                ContentHash hash = new ContentHash(in.readUTF());
                return Optional.of(new RoundOutcome.Opened(roster, answered, dropped, sum, hash, declined(in)));
            }
            Refusal refusal = Refusal.valueOf(in.readUTF());
            String found = in.readUTF();
            return Optional.of(new RoundOutcome.Refused(refusal, found, declined(in)));
        }
    }

    private static void names(DataOutputStream out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    private static List<String> names(DataInputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static Map<String, Refusal> declined(DataInputStream in) throws IOException {
        Map<String, Refusal> declined = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            declined.put(in.readUTF(), Refusal.valueOf(in.readUTF()));
        }
        return declined;
    }
}
