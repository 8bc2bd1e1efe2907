package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.Refusal;

/** How a round ended for the coordinator. */
public sealed interface RoundOutcome {
    /** Why each site that did not go on gave up, by its name. */
    Map<String, Refusal> declined();

    /**
     * The sum was opened.
     *
     * @param roster the hash of the roster
     * @param answered the sites whose numbers are in the sum
     * @param dropped those that began and are not in it
     * @param sum its file: little-endian words
     * @param hash SHA-256 of that file
     */
    record Opened(
            ContentHash roster,
            List<String> answered,
            List<String> dropped,
            Path sum,
            ContentHash hash,
            Map<String, Refusal> declined)
            implements RoundOutcome {
        public Opened {
            answered = List.copyOf(answered);
            dropped = List.copyOf(dropped);
            declined = Map.copyOf(declined);
        }

        /** The whole sum, which was checked against its hash. */
        public long[] words() throws IOException {
            return SumFile.read(sum, hash);
        }
    }

    /** Nothing was opened, and nothing of this attempt will be. */
    record Refused(Refusal refusal, String found, Map<String, Refusal> declined) implements RoundOutcome {
        public Refused {
            declined = Map.copyOf(declined);
        }
    }
}
