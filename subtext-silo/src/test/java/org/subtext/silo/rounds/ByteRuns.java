package org.subtext.silo.rounds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Numbers looked for in files, at every byte, in either order of bytes. */
final class ByteRuns {
    private final long[] table;
    private final int mask;

    ByteRuns(long[] numbers) {
        int size = Integer.highestOneBit(4 * numbers.length) * 2;
        table = new long[size];
        mask = size - 1;
        for (long number : numbers) {
            // Short runs of bytes are everywhere; numbers that are looked for are not short.
            if (Math.abs(number) > 1L << 40) {
                add(number);
                add(Long.reverseBytes(number));
            }
        }
    }

    private void add(long number) {
        int at = slot(number);
        while (table[at] != 0 && table[at] != number) {
            at = (at + 1) & mask;
        }
        table[at] = number;
    }

    private boolean contains(long number) {
        for (int at = slot(number); table[at] != 0; at = (at + 1) & mask) {
            if (table[at] == number) {
                return true;
            }
        }
        return false;
    }

    private int slot(long number) {
        return (int) ((number * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    }

    /** How often any of the numbers stands in the files of a folder and below. */
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
        byte[] buffer = new byte[1 << 16];
        long run = 0;
        long read = 0;
        long count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    run = run << 8 | buffer[i] & 0xff;
                    read++;
                    if (read >= Long.BYTES && contains(run)) {
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
