package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.deidentification.streams.CleanedPixels;
import org.subtext.deidentification.streams.NotCleanedException;
import org.subtext.deidentification.streams.PixelCleaner;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.DisplayImage;
import org.subtext.testing.SharedData;

/**
 * Every frame of the DICOM files at hand that decodes before its streams are written anew decodes to the same values
 * after, is shown the same, and is clean when it is cleaned once more. Here, where a decoder of JPEG 2000 is at hand.
 */
@Tag("slow")
class CleanedPixelsOfFilesTest {
    private final Map<String, int[]> bySyntax = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void framesThatDecodeBeforeDecodeToTheSameAfter() throws IOException {
        Path folder = SharedData.find("data/dicom");
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            one(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
        StringBuilder figures = new StringBuilder("transfer syntax\tfiles\tframes\n");
        bySyntax.forEach((name, counts) -> figures.append(name + "\t" + counts[0] + "\t" + counts[1] + "\n"));
        Path out = Files.createDirectories(Path.of("target/figures"));
        Files.writeString(out.resolve("cleaned-pixels.tsv"), figures);
        assertThat(wrong).isEmpty();
        assertThat(bySyntax.values().stream().mapToInt(counts -> counts[0]).sum())
                .isEqualTo(178);
    }

    private void one(String name, byte[] content) {
        DicomFile before;
        DicomPixels pixels;
        try {
            before = DicomFile.read(content, ReadLimits.defaults());
            pixels = DicomPixels.of(before);
        } catch (IOException e) {
            return;
        }
        List<long[]> frames = frames(pixels);
        if (frames.isEmpty()) {
            return;
        }
        int[] counts = bySyntax.computeIfAbsent(before.transferSyntax().name(), any -> new int[2]);
        try {
            DicomFile after = written(before);
            DicomPixels clean = DicomPixels.of(after);
            for (int i = 0; i < frames.size(); i++) {
                if (frames.get(i).length > 0 && !Arrays.equals(frames.get(i), clean.values(i))) {
                    wrong.add(name + " frame " + i + " differs");
                }
            }
            if (!same(pixels, clean)) {
                wrong.add(name + " is shown otherwise");
            }
            long again = PixelCleaner.clean(after, after.dataSet(), VideoPolicy.EXCLUDE)
                    .cuts()
                    .total();
            if (again > 0) {
                wrong.add(name + " is not clean: "
                        + PixelCleaner.clean(after, after.dataSet(), VideoPolicy.EXCLUDE)
                                .cuts());
            }
            counts[0]++;
            counts[1] += frames.size();
        } catch (IOException e) {
            wrong.add(name + ": " + e.getMessage());
        }
    }

    private static List<long[]> frames(DicomPixels pixels) {
        List<long[]> frames = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < Math.min(200, pixels.attributes().frames()); i++) {
            try {
                frames.add(pixels.values(i));
                any = true;
            } catch (IOException e) {
                frames.add(new long[0]);
            }
        }
        return any ? frames : List.of();
    }

    private static boolean same(DicomPixels before, DicomPixels after) {
        DisplayImage shown;
        try {
            shown = before.display(0);
        } catch (IOException e) {
            return true;
        }
        try {
            DisplayImage again = after.display(0);
            return Arrays.equals(shown.grey(), again.grey()) && Arrays.equals(shown.rgb(), again.rgb());
        } catch (IOException e) {
            return false;
        }
    }

    private static DicomFile written(DicomFile file) throws IOException {
        CleanedPixels clean;
        try {
            clean = PixelCleaner.clean(file, file.dataSet(), VideoPolicy.EXCLUDE);
        } catch (NotCleanedException e) {
            throw new IOException("not cleaned: " + e.reason(), e);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(clean.dataSet(), file.transferSyntax(), bytes);
        return DicomFile.read(bytes.toByteArray(), ReadLimits.defaults());
    }
}
