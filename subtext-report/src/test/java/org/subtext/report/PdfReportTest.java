package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfReportTest {
    private static final Path FOLDER = Path.of("target", "reports");

    @Test
    void isTaggedCarriesItsFontsAndHoldsTheVerdict() throws Exception {
        Path pdf = written("binary", ReportFixtures.binaryAudit());

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo("Do these chest X-rays reveal recorded sex?");
            assertThat(new PDFTextStripper().getText(document)).contains("0.978 (95% CI 0.958–0.993)");
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void reportsWithoutRecogniserAndWithManyGroupsCanBePrinted() throws Exception {
        for (ReportContent content : List.of(ReportFixtures.scoresOfThreeClasses(), ReportFixtures.bareScores())) {
            assertThat(written(content.title().replace(' ', '-').replace('\'', '-'), content))
                    .isNotEmptyFile();
        }
    }

    @Test
    void everyPageOfAFullReportSaysThatItIsNotForSharing() throws Exception {
        ReportContent content = ReportFixtures.scoresOfThreeClasses();
        try (PDDocument shared = Loader.loadPDF(written("shared", content).toFile());
                PDDocument internal = Loader.loadPDF(
                        written("internal", content, Audience.INTERNAL).toFile())) {
            assertThat(internal.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= internal.getNumberOfPages(); page++) {
                assertThat(textOf(internal, page)).as("page " + page).contains(Audience.MARK);
            }
            for (int page = 1; page <= shared.getNumberOfPages(); page++) {
                assertThat(textOf(shared, page)).as("page " + page).doesNotContain(Audience.MARK);
            }
        }
    }

    private static String textOf(PDDocument document, int page) throws Exception {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }

    private static Path written(String name, ReportContent content) throws Exception {
        return written(name, content, Audience.ANYBODY);
    }

    private static Path written(String name, ReportContent content, Audience audience) throws Exception {
        String html = HtmlReport.render(content, audience);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(name + ".html"), html);
        Path pdf = FOLDER.resolve(name + ".pdf");
        PdfReport.write(html, pdf);
        return pdf;
    }
}
