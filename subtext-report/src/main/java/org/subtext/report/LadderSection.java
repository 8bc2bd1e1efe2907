package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.LadderWords;
import org.subtext.assessment.ReaderCost;
import org.subtext.assessment.RungKind;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** Readers of different strength on the same images: what each found, what it cost, and what their order means. */
final class LadderSection {
    private LadderSection() {}

    static void write(Page page, ReportContent content) {
        Assessment assessment = content.assessment();
        Ladder ladder = assessment.ladder();
        if (ladder == null) {
            return;
        }
        LadderWords words = new LadderWords(ladder, assessment.plan());
        page.section("ladder", "Ladder of readers");
        page.paragraph(
                "The same patients, assessed in the same parts, were read by several readers, from one that needs"
                        + " no network upwards. An answer is only as good as its reader: where a weak one reveals the"
                        + " attribute it lies in plain sight, and where a weak one beats a strong one the strong one did not"
                        + " read all there is.");
        page.list(words.meaning());
        String unit = assessment.plan().primaryUnit().noun();
        List<ForestChart.Line> lines = new ArrayList<>();
        Table table = new Table(
                "Readers, weakest first. AUC: mean of the one-versus-rest AUCs over classes, one case a " + unit
                        + ". Beyond: its AUC less that of the primary reader on the same patients, of several classes"
                        + " the largest that is told, with the interval of the paired bootstrap by patient. Joint p: smallest of its"
                        + " classes, one-sided, corrected over classes and readers. Seconds: from images at hand to"
                        + " scores, on the machine of this run.",
                List.of("Reader", "Seconds", "AUC", "Beyond the primary", "p", "Joint p", "Says"),
                Set.of(6));
        for (Rung rung : ladder.rungs()) {
            boolean isPrimary = rung.kind() == ladder.primary();
            String title = Lists.capitalised(rung.kind().title()) + (isPrimary ? ", primary" : "");
            lines.add(ForestChart.Line.of(title, seconds(content, rung.kind()), rung.auc()));
            table.row(
                    title,
                    seconds(content, rung.kind()),
                    NumberText.cell(rung.auc()),
                    isPrimary ? "–" : words.lead(rung),
                    NumberText.p(rung.smallestP()),
                    NumberText.p(rung.jointP()),
                    words.says(rung));
        }
        page.figure(
                ForestChart.draw("AUC of each reader", "AUC", "seconds", 0.5, lines),
                "AUC of each reader, weakest first; one case a " + unit + ". "
                        + Captions.interval(ladder.rung(ladder.primary()).auc()),
                ForestChart.table("The lines of the figure.", "seconds", lines));
        page.table(table);
    }

    /** Whose numbers a part of the report shows, where the verdict rests on others. */
    static Optional<String> ofTables(Assessment assessment) {
        Ladder ladder = assessment.ladder();
        return ladder == null ? Optional.empty() : new LadderWords(ladder, assessment.plan()).ofTables();
    }

    private static String seconds(ReportContent content, RungKind kind) {
        ReportContent.Training training = content.training();
        Optional<Double> known = (training == null ? List.<ReaderCost>of() : training.costs())
                .stream()
                        .filter(cost -> cost.kind() == kind)
                        .flatMap(cost -> Stream.ofNullable(cost.seconds()))
                        .findFirst();
        return known.map(seconds ->
                        seconds < 10 ? String.format(Locale.ROOT, "%.1f", seconds) : Digits.count(Math.round(seconds)))
                .orElse("–");
    }
}
