package org.subtext.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A small cohort of noise, sound unless a test breaks it: 24 patients with one image each, half of them of each class.
 */
final class CohortFolder {
    static final int PATIENTS = 24;
    static final String HEADER = "image_path,image_id,patient_id,race,view";

    final Path folder;

    CohortFolder(Path folder) throws IOException {
        this.folder = folder;
        for (int i = 0; i < PATIENTS; i++) {
            writeNoise(image(i), i);
        }
    }

    Path image(int i) {
        return folder.resolve("image" + i + ".png");
    }

    static void writeNoise(Path file, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(256));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    static List<String> rows() {
        return IntStream.range(0, PATIENTS)
                .mapToObj(i -> "image%d.png,I%d,P%d,%s,PA".formatted(i, i, i, i % 2 == 0 ? "White" : "Black"))
                .toList();
    }

    /** The sound table. */
    Path table() throws IOException {
        return table(HEADER, rows());
    }

    /** The sound table with its rows changed. */
    Path table(UnaryOperator<String> change) throws IOException {
        return table(HEADER, rows().stream().map(change).toList());
    }

    Path table(String header, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        return write("table.csv", String.join("\n", lines) + "\n");
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
