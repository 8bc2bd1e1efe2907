package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

class PhantomCohortTest {
    private final PhantomPlan plan = PhantomPlan.demo().withSize(12, 32);

    @TempDir
    Path folder;

    @Test
    void oneThreadAndFiveWriteTheSameBytes() throws IOException {
        PhantomCohort.write(plan, folder.resolve("one"), Progress.SILENT, 1);
        PhantomCohort.write(plan, folder.resolve("five"), Progress.SILENT, 5);
        assertThat(hashes(folder.resolve("five"))).hasSizeGreaterThan(14).isEqualTo(hashes(folder.resolve("one")));
    }

    @Test
    void theTableNamesEachImageAndEveryImageExists() throws IOException {
        Path table = PhantomCohort.write(plan, folder.resolve("cohort"), Progress.SILENT);
        List<String> lines = Files.readAllLines(table);
        assertThat(lines.get(0))
                .isEqualTo("image_path,image_id,patient_id,study_id,group,sex,age,bmi,disease,view,scanner");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSize(11);
            BufferedImage image = ImageIO.read(table.resolveSibling(cells[0]).toFile());
            assertThat(image.getWidth()).isEqualTo(32);
            assertThat(image.getHeight()).isEqualTo(32);
        }
    }

    @Test
    void sixteenBitsHoldMoreGreyValuesThanEight() throws IOException {
        PhantomPlan deep =
                new PhantomPlan(3, 1, 1, 64, plan.classes(), plan.signal(), plan.confounders(), plan.seed(), 16);
        Path table = PhantomCohort.write(deep, folder.resolve("deep"), Progress.SILENT);
        BufferedImage image =
                ImageIO.read(table.resolveSibling("images/P000001-01.png").toFile());
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_USHORT_GRAY);
        int[] pixels = image.getRaster().getPixels(0, 0, 64, 64, (int[]) null);
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(256);
    }

    @Test
    void anEqualFinishedCohortIsKeptAndAnotherIsRefused() throws IOException {
        Path cohort = folder.resolve("cohort");
        Path table = PhantomCohort.write(plan, cohort, Progress.SILENT);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(table, old);
        PhantomCohort.write(plan, cohort, Progress.SILENT);
        assertThat(Files.getLastModifiedTime(table)).isEqualTo(old);
        assertThatThrownBy(() -> PhantomCohort.write(plan.withSeed(5), cohort, Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name another one");
    }

    @Test
    void aGenerationThatBreaksLeavesNothingBehind() throws IOException {
        Progress breaks = new Progress() {
            @Override
            public void begin(String stage, long total, String unit) {}

            @Override
            public void advance(long done, String note) {
                throw new IllegalStateException("pulled the plug");
            }

            @Override
            public void end(String summary) {}
        };
        assertThatThrownBy(() -> PhantomCohort.write(plan, folder.resolve("cohort"), breaks))
                .hasRootCauseMessage("pulled the plug");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static Map<String, String> hashes(Path root) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(
                        root.relativize(file).toString(),
                        ContentHash.ofFile(file).hex());
            }
        }
        return hashes;
    }
}
