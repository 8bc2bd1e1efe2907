package org.subtext.silo.coordinator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Eight numbers in a row of a vector, looked for in files at every byte, in either order of bytes. */
final class Windows {
    private static final int WORDS = 8;
    private static final int BYTES = WORDS * Long.BYTES;
    private static final int DISTINCT = 5;
    private static final long BASE = 0x9e3779b97f4a7c15L;

    /** By a hash that rolls; two windows of one hash are as good as impossible at 64 bits. */
    private final Set<Long> hashes = new HashSet<>();

    /** Windows of few different numbers are left out: they are everywhere. */
    Windows(long[] vector) {
        for (int at = 0; at + WORDS <= vector.length; at++) {
            long[] window = Arrays.copyOfRange(vector, at, at + WORDS);
            if (Arrays.stream(window).distinct().count() >= DISTINCT) {
                for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(order);
                    bytes.asLongBuffer().put(window);
                    long hash = 0;
                    for (byte one : bytes.array()) {
                        hash = hash * BASE + (one & 0xff) + 1;
                    }
                    hashes.add(hash);
                }
            }
        }
    }

    int size() {
        return hashes.size();
    }

    /** How often one of them stands in the files of a folder and below. */
    long countIn(Path folder) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                count += countInFile(file);
            }
        }
        return count;
    }

    private long countInFile(Path file) throws IOException {
        long first = 1;
        for (int i = 0; i < BYTES; i++) {
            first *= BASE;
        }
        int[] ring = new int[BYTES];
        long hash = 0;
        long read = 0;
        long count = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int one = in.read(); one >= 0; one = in.read()) {
                int slot = (int) (read % BYTES);
                hash = hash * BASE + one + 1 - (read >= BYTES ? first * (ring[slot] + 1) : 0);
                ring[slot] = one;
                read++;
                if (read >= BYTES && hashes.contains(hash)) {
                    count++;
                }
            }
        }
        return count;
    }
}
