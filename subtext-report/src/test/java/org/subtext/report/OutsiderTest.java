package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** Whether somebody who has only the report, its drawings and the terminal can tell a small count. */
class OutsiderTest {
    private static final int SMALLEST = 11;

    /** A hidden count that is small itself lies in 1 to 10 for all to know; it must not be known any better. */
    private static final int LEAST_WIDTH = SMALLEST - 2;

    @Test
    void noHiddenCountOfAHundredCohortsCanBeTold() throws Exception {
        assertThat(leaks(100, 0)).isEmpty();
    }

    /** The document is the page set in type, so that whoever has it has no more than the page's words. */
    @Test
    void theDocumentSaysNothingThatThePageDoesNot(@TempDir Path folder) throws Exception {
        for (long seed = 0; seed < 3; seed++) {
            String html = HtmlReport.render(
                    RandomReports.small(new SplittableRandom(seed)).content());
            Path pdf = folder.resolve("report.pdf");
            PdfReport.write(html, pdf);
            try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                Set<String> page = numbers(html);
                for (int p = 1; p <= document.getNumberOfPages(); p++) {
                    page.add(Integer.toString(p));
                }
                assertThat(page).containsAll(numbers(new PDFTextStripper().getText(document)));
            }
        }
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new TreeSet<>();
        Matcher number = Pattern.compile("\\d+(?:[.,]\\d+)*").matcher(text);
        while (number.find()) {
            numbers.add(number.group());
        }
        return numbers;
    }

    @Test
    void whereNothingIsSmallEverythingIsShown() {
        for (long seed = 0; seed < 8; seed++) {
            ReportContent content =
                    RandomReports.large(new SplittableRandom(seed)).content();
            String told = HtmlReport.render(content, Audience.ANYBODY);
            assertThat(told).as("seed " + seed).doesNotContain(">hidden<").doesNotContain("hidden counts away");
        }
    }

    /** In words and in tests too: nowhere does it read as if there were none. */
    @Test
    void aHiddenAucHidesItsTests() {
        int hidden = 0;
        for (long seed = 0; seed < 50; seed++) {
            Told told = Told.of(RandomReports.small(new SplittableRandom(seed)).content(), Audience.ANYBODY);
            for (LevelAssessment level :
                    told.content().assessment().experiments().get(0).levels()) {
                for (ClassAssessment one : level.classes()) {
                    if (one.auc().isHidden()) {
                        hidden++;
                        assertThat(List.of(one.equivalence(), one.permutationP(), one.adjustedP(), one.belowP()))
                                .as(one.name() + " of seed " + seed)
                                .allMatch(Estimate::isHidden);
                        assertThat(NumberText.cell(one.auc())).startsWith("hidden: ");
                    }
                }
            }
        }
        assertThat(hidden).isGreaterThan(10);
    }

    /** Tables and drawings together, against what would be shown if small cells alone and one beside each went. */
    @Test
    void atLeastNineTenthsOfWhatAMinimalSuppressionShowsIsShown() throws Exception {
        long shown = 0;
        long minimal = 0;
        for (long seed = 0; seed < 20; seed++) {
            RandomReports.Drawn drawn = RandomReports.small(new SplittableRandom(seed));
            int[] cells = ShownCells.of(
                    HtmlReport.render(drawn.content(), Audience.INTERNAL),
                    HtmlReport.render(drawn.content()),
                    drawn.counts());
            shown += cells[0];
            minimal += cells[1];
        }
        assertThat(shown / (double) minimal).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    @Tag("slow")
    void noHiddenCountOfTwoThousandCohortsCanBeTold() throws Exception {
        assertThat(leaks(2_000, 1_000)).isEmpty();
    }

    private static List<String> leaks(int cohorts, long firstSeed) throws Exception {
        List<String> leaks = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + cohorts; seed++) {
            RandomReports.Drawn drawn = RandomReports.small(new SplittableRandom(seed));
            for (String leak : leaksOf(drawn)) {
                leaks.add("seed " + seed + ": " + leak);
            }
        }
        return leaks;
    }

    static List<String> leaksOf(RandomReports.Drawn drawn) throws Exception {
        String html = HtmlReport.render(drawn.content());
        String terminal = TerminalSummary.of(drawn.content(), "report.html", false);
        Outsider outsider = Outsider.reads(html, terminal);
        List<String> leaks = new ArrayList<>();
        Map<String, double[]> ranges = outsider.ranges();
        drawn.counts().forEach((name, count) -> {
            double[] range = ranges.get(name);
            int few = name.startsWith("cut/") ? Math.abs(count - Outsider.NO_DIFFERENCE) : count;
            boolean isSecret =
                    few > 0 && few < SMALLEST || outsider.hidden().contains(name) || isSplit(outsider, drawn, name);
            if (isSecret
                    && range != null
                    && range[1] - range[0] < LEAST_WIDTH
                    && range[0] <= count
                    && count <= range[1]) {
                leaks.add(name + " = " + count + " lies in " + (int) range[0] + " to " + (int) range[1]);
            }
        });
        outsider.smallBins().forEach(bin -> leaks.add("a bin of fewer than eleven: " + bin));
        leaks.addAll(withheldAucs(drawn, html + terminal));
        leaks.addAll(RandomReaders.leaks(drawn.content(), html + terminal));
        return leaks;
    }

    /** Whether a share is withheld that has cases on both sides; where all are on one side, that is no secret. */
    private static boolean isSplit(Outsider outsider, RandomReports.Drawn drawn, String name) {
        String other = outsider.withheld().get(name);
        return other != null
                && drawn.counts().getOrDefault(name, 0) > 0
                && drawn.counts().getOrDefault(other, 0) > 0;
    }

    /** An AUC with its interval that the table of classes withholds stands nowhere else. */
    private static List<String> withheldAucs(RandomReports.Drawn drawn, String said) {
        List<String> leaks = new ArrayList<>();
        LevelAssessment level = drawn.content().assessment().primary().level(Unit.PATIENT);
        for (ClassAssessment one : level.classes()) {
            int others = level.patients() - one.positivePatients();
            boolean isSmall = one.positivePatients() < SMALLEST || others < SMALLEST;
            if (isSmall
                    && one.auc() instanceof Estimate.Known known
                    && known.interval().lower() > 0) {
                String bounds = NumberText.bounds(known.interval());
                if (said.contains(NumberText.value(known) + " (" + bounds)
                        || said.contains(NumberText.value(known) + " (95% CI " + bounds)
                        || said.contains(NumberText.value(known) + " (95 % CI " + bounds)) {
                    leaks.add("the AUC of " + one.name() + ", " + NumberText.cell(known));
                }
            }
        }
        return leaks;
    }
}
