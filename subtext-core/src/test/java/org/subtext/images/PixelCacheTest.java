package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.address.ImageAddress;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;

class PixelCacheTest {
    private static final PixelLayout LAYOUT = new PixelLayout(16, 1, Resize.AREA_AVERAGE);
    private static final int IMAGES = 12;

    @TempDir
    Path temporary;

    private Path folder;
    private List<Path> files;

    @BeforeEach
    void writeImages() throws IOException {
        folder = temporary.resolve("cache");
        files = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            files.add(write("image" + i, i));
        }
    }

    @ParameterizedTest
    @EnumSource(Resize.class)
    void rowsEqualTheFilesDecodedDirectly(Resize resize) throws IOException {
        PixelLayout layout = new PixelLayout(16, 3, resize);
        DecodedFiles direct = new DecodedFiles(ImageAddress.ofFiles(files), layout);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(files), layout, 2, Progress.SILENT)) {
            for (int row = 0; row < IMAGES; row++) {
                assertThat(read(cache, row)).isEqualTo(read(direct, row));
            }
        }
    }

    @Test
    void rowsDoNotDependOnThreadsNorOnChunks() throws IOException {
        List<float[]> expected = rows(folder, files, 1, PixelSlots.DEFAULT_CHUNK_BYTES);
        // A slot has 512 bytes: chunks of one, two and three slots put boundaries everywhere.
        for (long chunkBytes : new long[] {1, 512, 1300, 1600}) {
            assertThat(rows(temporary.resolve("other" + chunkBytes), files, 4, chunkBytes))
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    @Test
    void anUnchangedListIsNotReadAgain() throws IOException {
        List<float[]> expected = rows(folder, files, 2, 1L << 30);
        Counter counter = new Counter(Long.MAX_VALUE);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 2, counter)) {
            assertThat(counter.summary).startsWith("0 images read, ");
            assertThat(read(cache, 7)).isEqualTo(expected.get(7));
        }
    }

    @Test
    void anotherOrderOrSubsetUsesTheSameSlots() throws IOException {
        List<float[]> expected = rows(folder, files, 2, 1L << 30);
        List<Path> other = new ArrayList<>(files.subList(3, 9));
        Collections.reverse(other);
        Counter counter = new Counter(Long.MAX_VALUE);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(other), LAYOUT, 2, counter)) {
            assertThat(counter.summary).startsWith("0 images read, ");
            assertThat(read(cache, 0)).isEqualTo(expected.get(8));
            assertThat(read(cache, 5)).isEqualTo(expected.get(3));
        }
    }

    @Test
    void aBuildThatStopsMidwayGoesOnAndEndsWithTheSameRows() throws IOException {
        List<float[]> expected = rows(temporary.resolve("undisturbed"), files, 2, 1L << 30);
        assertThatThrownBy(() -> PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 1, new Counter(5)))
                .isInstanceOf(StoppedException.class);
        assertThat(rows(folder, files, 2, 1L << 30)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void aJournalTornAtAnyByteLosesOnlyWhatFollows() throws IOException {
        List<float[]> expected = rows(folder, files, 1, 1L << 30);
        Path journal = folder.resolve(PixelCache.name(LAYOUT) + ".journal");
        Path pixels = folder.resolve(PixelCache.name(LAYOUT) + ".pixels");
        byte[] whole = Files.readAllBytes(journal);
        byte[] wholePixels = Files.readAllBytes(pixels);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(journal, Arrays.copyOf(whole, length));
            Files.write(pixels, wholePixels);
            assertThat(rows(folder, files, 2, 1L << 30))
                    .as("torn at byte %d", length)
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    @Test
    void aDamagedJournalLineIsNotBelieved() throws IOException {
        List<float[]> expected = rows(folder, files, 1, 1L << 30);
        Path journal = folder.resolve(PixelCache.name(LAYOUT) + ".journal");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(4, "0" + lines.get(4)); // another slot number, the same checksum
        Files.write(journal, lines);
        Counter counter = new Counter(Long.MAX_VALUE);
        PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 1, counter)
                .close();
        assertThat(counter.summary).startsWith(IMAGES - 3 + " images read, 3 taken from the cache");
        assertThat(rows(folder, files, 1, 1L << 30)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void otherContentOfTheSameSizeAndTimeIsNoticedUntilItIsPutBack() throws IOException {
        rows(folder, files, 1, 1L << 30);
        Path changed = files.get(2);
        FileTime time = Files.getLastModifiedTime(changed);
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length - 20] ^= 1; // within the last chunk, whose sum of check no reader of ours asks for
        Files.write(changed, bytes);
        Files.setLastModifiedTime(changed, time);
        try (PixelCache cache =
                PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 2, new Counter(Long.MAX_VALUE))) {
            assertThat(cache.changed()).containsExactly(2);
        }
        bytes[bytes.length - 20] ^= 1;
        Files.write(changed, bytes);
        Counter counter = new Counter(Long.MAX_VALUE);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 2, counter)) {
            assertThat(cache.changed()).isEmpty();
            assertThat(counter.summary).startsWith("0 images read, ");
        }
    }

    @Test
    void aPixelFileCutShortIsFilledAgain() throws IOException {
        List<float[]> expected = rows(folder, files, 1, 1L << 30);
        Path pixels = folder.resolve(PixelCache.name(LAYOUT) + ".pixels");
        Files.write(pixels, Arrays.copyOf(Files.readAllBytes(pixels), 5 * 512 + 17));
        assertThat(rows(folder, files, 2, 1L << 30)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void pixelsThatAreNotAsTheyWereWrittenAreReadAgainOnce() throws IOException {
        List<float[]> expected = rows(folder, files, 1, 1L << 30);
        Path pixels = folder.resolve(PixelCache.name(LAYOUT) + ".pixels");
        byte[] bytes = Files.readAllBytes(pixels);
        bytes[3 * 512 + 40] ^= 1;
        Files.write(pixels, bytes);

        assertThat(rows(folder, files, 2, 1L << 30)).usingRecursiveComparison().isEqualTo(expected);
        Counter counter = new Counter(Long.MAX_VALUE);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 2, counter)) {
            assertThat(counter.summary).startsWith("0 images read, ");
            assertThat(cache.changed()).isEmpty();
        }
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        rows(folder, files, 2, 1L << 30);
        write("image4", 99);
        Files.setLastModifiedTime(files.get(4), FileTime.fromMillis(1_000_000));
        List<float[]> expected = rows(temporary.resolve("fresh"), files, 1, 1L << 30);
        assertThat(rows(folder, files, 2, 1L << 30)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void aMovedFileIsKnownByItsContent() throws IOException {
        rows(folder, files, 2, 1L << 30);
        long before = Files.size(folder.resolve(PixelCache.name(LAYOUT) + ".pixels"));
        Path moved = Files.move(files.get(2), temporary.resolve("moved.bin"));
        PixelCache.build(folder, ImageAddress.ofFiles(List.of(moved)), LAYOUT, 1, Progress.SILENT)
                .close();
        assertThat(Files.size(folder.resolve(PixelCache.name(LAYOUT) + ".pixels")))
                .isEqualTo(before);
    }

    @Test
    void unreadableFilesAreRowsWithAReasonThatNamesNoFolder() throws IOException {
        Path empty = Files.write(temporary.resolve("empty.png"), new byte[0]);
        Path text = Files.writeString(temporary.resolve("text.png"), "hello", StandardCharsets.UTF_8);
        Path missing = temporary.resolve("missing.png");
        for (int pass = 0; pass < 2; pass++) { // decoded, then remembered
            try (PixelCache cache = PixelCache.build(
                    folder,
                    ImageAddress.ofFiles(List.of(empty, text, missing, files.get(0))),
                    LAYOUT,
                    2,
                    Progress.SILENT)) {
                assertThat(cache.outcome(0)).isEqualTo(new Outcome.Unreadable("zero bytes"));
                assertThat(((Outcome.Unreadable) cache.outcome(1)).reason()).contains("starts with \"hello\"");
                assertThat(cache.outcome(2)).isEqualTo(new Outcome.Unreadable("no such file"));
                assertThat(cache.outcome(3)).isInstanceOf(Outcome.Decoded.class);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> cache.read(0, FloatBuffer.allocate(256)))
                        .withMessage("row 0 has no pixels: zero bytes");
            }
        }
    }

    @Test
    void equalPixelsAreFoundHoweverTheyWereCompressed() throws IOException {
        BufferedImage image = TestImages.random(new SplittableRandom(3), BufferedImage.TYPE_BYTE_GRAY, 30, 20);
        Path tiff = Files.write(temporary.resolve("again.tif"), TestImages.write(image, "tiff"));
        Path copy = Files.copy(files.get(3), temporary.resolve("copy.png"));
        List<Path> all = List.of(files.get(3), files.get(1), tiff, copy);
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(all), LAYOUT, 2, Progress.SILENT)) {
            assertThat(cache.duplicatePixels()).containsExactly(List.of(0, 2, 3));
        }
    }

    @Test
    void aSecondBuilderIsToldToWait() throws IOException {
        Progress nested = new Counter(Long.MAX_VALUE) {
            @Override
            public void begin(String stage, long total, String unit) {
                assertThatThrownBy(
                                () -> PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 1, Progress.SILENT))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("another run");
            }
        };
        PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 1, nested).close();
    }

    @Test
    void aStripShowsItsRowsSideBySide() throws IOException {
        try (PixelCache cache = PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, 1, Progress.SILENT)) {
            DecodedImage strip = new ImageDecoder().decode(ImageStrip.png(cache, new int[] {5, 0}));
            assertThat(strip.width()).isEqualTo(36);
            assertThat(strip.sample(17, 3, 0)).isEqualTo(255);
            assertThat(strip.sample(20 + 2, 3, 0)).isEqualTo(Math.round(255 * read(cache, 0)[3 * 16 + 2]));
        }
    }

    private Path write(String name, long seed) throws IOException {
        int type = seed % 2 == 0 ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
        BufferedImage image = TestImages.random(new SplittableRandom(seed), type, 30, 20);
        return Files.write(
                temporary.resolve(name + ".png"),
                TestImages.write(image, "png"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static List<float[]> rows(Path folder, List<Path> files, int threads, long chunkBytes) throws IOException {
        try (PixelCache cache =
                PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, threads, Progress.SILENT, chunkBytes)) {
            List<float[]> rows = new ArrayList<>();
            for (int row = 0; row < cache.size(); row++) {
                rows.add(read(cache, row));
            }
            return rows;
        }
    }

    private static float[] read(PixelSource source, int row) {
        FloatBuffer target = FloatBuffer.allocate(source.layout().valuesPerImage());
        source.read(row, target);
        assertThat(target.hasRemaining()).isFalse();
        return target.array();
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts images and stops the build after some. */
    private static class Counter implements Progress {
        volatile String summary = "";
        final AtomicLong done = new AtomicLong();
        private final long last;

        Counter(long last) {
            this.last = last;
        }

        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void end(String said) {
            summary = said;
        }

        @Override
        public void advance(long more, String note) {
            if (done.addAndGet(more) >= last) {
                throw new StoppedException();
            }
        }
    }
}
