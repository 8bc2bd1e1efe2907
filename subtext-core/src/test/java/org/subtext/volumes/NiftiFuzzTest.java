package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.Seed;

/** Damaged volumes end in slices or in a {@link VolumeException}, in bounded time and memory. */
class NiftiFuzzTest {
    private static final int HEADER = 352;

    @TempDir
    Path folder;

    @Test
    void mutatedVolumesAreReadOrRefused() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> fuzz(4_000));
    }

    @Test
    @Tag("slow")
    void aHundredThousandMutatedVolumesAreReadOrRefused() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(30), () -> fuzz(100_000));
    }

    private void fuzz(int mutants) throws Exception {
        List<byte[]> originals;
        try (Stream<Path> files = Files.list(NiftiAgainstNibabelTest.FOLDER)) {
            originals = files.filter(NiftiFile::isNamedLikeOne)
                    .sorted()
                    .map(NiftiFuzzTest::content)
                    .toList();
        }
        Seed seed = new Seed(20);
        int refused = 0;
        int read = 0;
        long slowest = 0;
        Path file = folder.resolve("mutant.nii");
        for (int i = 0; i < mutants; i++) {
            SplittableRandom draws = seed.child("mutant", i).random();
            Files.write(file, mutate(originals.get(i % originals.size()).clone(), draws));
            long start = System.nanoTime();
            try {
                NiftiVolume volume = NiftiFile.read(file);
                for (Plane plane : Plane.values()) {
                    touch(volume, plane);
                }
                read++;
            } catch (VolumeException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(refused).as("refused").isGreaterThan(mutants / 10);
        assertThat(read).as("read all the same").isGreaterThan(mutants / 10);
        Files.writeString(
                Files.createDirectories(Path.of("target/figures")).resolve("nifti-fuzz-" + mutants + ".txt"),
                String.format(
                        Locale.ROOT,
                        "%d damaged volumes of %d: %d refused, %d read, slowest %.1f ms, heap %d MiB%n",
                        mutants,
                        originals.size(),
                        refused,
                        read,
                        slowest / 1e6,
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    private static void touch(NiftiVolume volume, Plane plane) {
        int last = volume.slices(plane);
        if (volume.isColour()) {
            volume.colours(plane, last);
        } else {
            volume.values(plane, 1);
            volume.values(plane, last);
            volume.range();
        }
        volume.positionMm(plane, last);
    }

    private static byte[] mutate(byte[] file, SplittableRandom draws) {
        int changes = 1 + draws.nextInt(8);
        for (int i = 0; i < changes; i++) {
            boolean inHeader = draws.nextInt(4) > 0;
            int at = draws.nextInt(inHeader ? Math.min(HEADER, file.length) : file.length);
            file[at] = switch (draws.nextInt(4)) {
                case 0 -> 0;
                case 1 -> (byte) 0xFF;
                case 2 -> (byte) (file[at] ^ 1 << draws.nextInt(8));
                default -> (byte) draws.nextInt(256);
            };
        }
        return draws.nextInt(5) == 0 ? java.util.Arrays.copyOf(file, draws.nextInt(file.length)) : file;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
