package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;

class ResultPictureTest {
    private static final Path FOLDER = Path.of("target", "reports");
    private static final String FOOTER = "Subtext 0.1.0 · 2026-11-26 12:30 · about a set of images";
    private static final int WHITE = 0xFFFFFFFF;

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static void assertInsideTheMargins(BufferedImage image) {
        int beside = 0;
        int inside = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean isInside = x >= 50 && x < 1230 && y >= 40 && y < 945;
                boolean isInk = image.getRGB(x, y) != WHITE;
                inside += isInk && isInside ? 1 : 0;
                beside += isInk && !isInside ? 1 : 0;
            }
        }
        assertThat(beside).as("pixels drawn in the margin").isZero();
        assertThat(inside).as("pixels drawn").isGreaterThan(20_000);
    }

    /** The drawn pages lie in target/reports afterwards, to be looked at. */
    @ParameterizedTest
    @MethodSource("org.subtext.report.HtmlReportTest#reports")
    void everyReportFitsThePage(ReportContent content) throws IOException {
        BufferedImage image = ResultPicture.draw(content, FOOTER);
        Files.createDirectories(FOLDER);
        String name = content.title().replaceAll("[^A-Za-z0-9]+", "-") + (content.routes() == null ? "" : "-routes");
        ImageIO.write(image, "png", FOLDER.resolve("picture-" + name + ".png").toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(960);
        assertInsideTheMargins(image);
        assertThat(pixels(ResultPicture.draw(content, FOOTER))).isEqualTo(pixels(image));
    }

    @Test
    void textsOfAnyLengthStayOnThePage() throws IOException {
        ReportContent plain = ReportFixtures.binaryAudit();
        Assessment assessment = plain.assessment();
        String word =
                "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstellenvorsteherin ".repeat(20);
        Verdict verdict = new Verdict(
                Verdict.Kind.NO_EVIDENCE, word, "rule", List.of(word, word.replace(" ", ""), word, word), null);
        ReportContent content = ReportContent.ofScores(
                word,
                new Assessment(
                        assessment.attribute(),
                        assessment.classes(),
                        assessment.plan(),
                        verdict,
                        new ArrayList<>(Collections.nCopies(30, assessment.primary())),
                        List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        BufferedImage image = ResultPicture.draw(content, FOOTER);
        ImageIO.write(
                image,
                "png",
                Files.createDirectories(FOLDER).resolve("picture-long.png").toFile());
        assertInsideTheMargins(image);
    }

    @Test
    void hiddenCountsAndSmallClassesAreNotDrawn() {
        List<ResultTable> tables = ResultTable.of(ReportFixtures.scoresOfThreeClasses());
        assertThat(tables).hasSize(3);
        ResultTable.Row small = tables.get(1).classes().get(0);
        assertThat(small.name()).isEqualTo("Asian");
        assertThat(small.cases()).isEmpty();
        assertThat(small.auc().isDefined()).isFalse();
        assertThat(tables.get(1).classes().stream().filter(row -> row.cases().isEmpty()))
                .as("a second count is hidden, or the first could be subtracted")
                .hasSizeGreaterThan(1);
        assertThat(tables.get(2).classes()).allMatch(row -> row.cases().isPresent());
        assertThat(ForestChart.lines(tables))
                .filteredOn(line -> line.label().equals("Asian"))
                .extracting(ForestChart.Line::count)
                .containsExactly("hidden", "hidden", "120");
    }
}
