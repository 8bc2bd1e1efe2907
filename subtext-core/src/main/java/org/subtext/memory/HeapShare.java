package org.subtext.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of the heap that one file may take. What a header claims is counted in bytes and held against it before
 * anything is allocated, so that a few hostile bytes cost one message and not the run.
 *
 * @param bytes most that one file may take
 * @param parts how many such shares the heap has
 */
public record HeapShare(long bytes, int parts) {
    private static final int MEBIBYTE_BITS = 20;
    private static final long MEBIBYTE = 1L << MEBIBYTE_BITS;

    private static final int CHUNK = 1 << 18;

    /** Larger heaps are not advised: what asks for them is no medical image. */
    private static final long LARGEST_ADVISED_MEBIBYTES = 256L << 10;

    public HeapShare {
        if (bytes < 1 || parts < 1) {
            throw new IllegalArgumentException(bytes + " bytes, a heap in " + parts);
        }
    }

    /** One of so many equal parts of the largest heap that this process may have. */
    public static HeapShare ofHeap(int parts) {
        return new HeapShare(Math.max(1, Runtime.getRuntime().maxMemory() / parts), parts);
    }

    /** What one file may take while it is read: half of the heap. */
    public static HeapShare ofOneFile() {
        return ofHeap(2);
    }

    public boolean holds(long needed) {
        return needed >= 0 && needed <= bytes;
    }

    /**
     * What is said of a file that needs more: found, limit and what helps; empty where it fits.
     *
     * @param needed bytes; negative where counting them overflowed
     */
    public Optional<String> refusal(long needed) {
        if (holds(needed)) {
            return Optional.empty();
        }
        long heap = bytes * parts / MEBIBYTE;
        String found = needed < 0 ? "more memory than can be counted" : mebibytes(needed) + " of memory";
        // Once more than asked for: a heap is never all free.
        long advised = needed < 0 ? Long.MAX_VALUE : Math.multiplyExact(needed / MEBIBYTE + 1, (long) parts);
        String mend = advised > LARGEST_ADVISED_MEBIBYTES
                ? "it is damaged or hostile; leave it out"
                : "give Java a larger heap (-Xmx" + advised * 5 / 4 + "m), or leave it out";
        return Optional.of(found + "; the limit is " + mebibytes(bytes) + " at a heap of "
                + String.format(Locale.ROOT, "%,d MiB", heap) + ": " + mend);
    }

    /**
     * All bytes of a file, read in pieces: each thread keeps a buffer outside the heap as large as the largest piece
     * that it ever read, and those of many threads together have no more room than one heap.
     *
     * @throws MemoryExhaustedException where they are more than this share
     */
    public byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        Optional<String> refusal = refusal(size);
        if (refusal.isPresent()) {
            throw new MemoryExhaustedException("a file that takes " + refusal.get());
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8, size)];
            int have = 0;
            for (int got = 0; got >= 0 && have < bytes.length; have += Math.max(0, got)) {
                got = in.read(bytes, have, Math.min(CHUNK, bytes.length - have));
            }
            byte[] more = in.readNBytes(CHUNK); // of a file that grows, or whose size nobody knows
            return have == bytes.length && more.length == 0 ? bytes : joined(Arrays.copyOf(bytes, have), more, in);
        }
    }

    private byte[] joined(byte[] start, byte[] next, InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(start);
        for (byte[] more = next; more.length > 0; more = in.readNBytes(CHUNK)) {
            all.write(more);
            Optional<String> refusal = refusal(all.size());
            if (refusal.isPresent()) {
                throw new MemoryExhaustedException("a file that takes " + refusal.get());
            }
        }
        return all.toByteArray();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) >> MEBIBYTE_BITS);
    }
}
