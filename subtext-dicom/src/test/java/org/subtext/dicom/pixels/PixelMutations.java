package org.subtext.dicom.pixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Damages DICOM files and decodes them: what may come of it is pixels or an {@link IOException}, and that soon. */
public final class PixelMutations {
    /** Enough for every original; a hostile header cannot ask for more than this many pixels. */
    private static final long MAX_PIXELS = 1 << 22;

    private static final int LARGEST_ORIGINAL = 200_000;

    private final List<byte[]> originals = new ArrayList<>();
    private final SplittableRandom random;
    private int decoded;
    private int refused;
    private long slowestNanos;

    /** @param folder whose files with pixels of up to 200,000 bytes are the originals */
    public PixelMutations(Path folder, long seed) throws IOException {
        this.random = new SplittableRandom(seed);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length <= LARGEST_ORIGINAL && hasPixels(bytes)) {
                    originals.add(bytes);
                }
            }
        }
    }

    private static boolean hasPixels(byte[] bytes) {
        try {
            return DicomPixels.read(bytes, MAX_PIXELS).stored(0).count() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    public void run(int mutants) {
        for (int i = 0; i < mutants; i++) {
            byte[] mutant = mutant(originals.get(i % originals.size()));
            long start = System.nanoTime();
            try {
                DicomPixels pixels = DicomPixels.read(mutant, MAX_PIXELS);
                pixels.stored(0);
                pixels.display(pixels.attributes().frames() - 1);
                decoded++;
            } catch (IOException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + i, e);
            }
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
        }
    }

    private byte[] mutant(byte[] original) {
        byte[] bytes = original.clone();
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                int length = random.nextInt(1, Math.min(64, bytes.length / 2));
                int from = random.nextInt(bytes.length - length);
                System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length), length);
            }
            default -> {
                // Half of them in the second half of the file, where the pixels are.
                int start = random.nextBoolean() ? bytes.length / 2 : 0;
                int changes = random.nextInt(1, 9);
                for (int i = 0; i < changes; i++) {
                    int at = random.nextInt(start, bytes.length);
                    bytes[at] = switch (random.nextInt(4)) {
                        case 0 -> (byte) 0xFF;
                        case 1 -> 0;
                        case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                        default -> (byte) random.nextInt(256);
                    };
                }
            }
        }
        return bytes;
    }

    public int originals() {
        return originals.size();
    }

    public int decoded() {
        return decoded;
    }

    public int refused() {
        return refused;
    }

    public double slowestSeconds() {
        return slowestNanos / 1e9;
    }
}
