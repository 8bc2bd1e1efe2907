package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.Unmasking;

/** The sum of masked vectors without its masks, formed part by part: memory is that of one part. */
final class SumFile {
    private SumFile() {}

    /**
     * Adds the vectors up, takes the masks away and writes what is left, whole or not at all.
     *
     * @param length words of each vector, the check word included, which is not written
     */
    static void write(Path file, List<VectorSpool> vectors, long length, Unmasking unmasking) throws IOException {
        AtomicFiles.write(file, out -> {
            for (int part = 0; part < MaskedVector.parts(length); part++) {
                int count = MaskedVector.words(length, part);
                long[] sum = new long[count];
                for (VectorSpool vector : vectors) {
                    vector.addPart(part, sum);
                }
                unmasking.unmask((long) part * MaskedVector.PART_WORDS, sum, count);
                if (part == MaskedVector.parts(length) - 1) {
                    count -= MaskedVector.CHECK_WORDS;
                    RoundRefusedException.unless(
                            sum[count] == vectors.size(),
                            Refusal.ANOTHER_RING,
                            "its check word is " + sum[count] + " for " + vectors.size() + " sites");
                }
                out.write(MaskedVector.bytes(sum, count));
            }
        });
    }

    static long[] read(Path file, ContentHash hash) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!ContentHash.ofBytes(bytes).equals(hash)) {
            throw new InvalidInputException(file + " is not the sum that was opened: its SHA-256 is another one."
                    + " Bring it back from a copy; the sites will not open it a second time.");
        }
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }
}
