package org.subtext.cli.silo.learning;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.subtext.cli.silo.learning.PhantomFederation.Split;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Seed;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.report.ForestChart;
import org.subtext.report.ForestChart.Line;
import org.subtext.report.HtmlDocument;
import org.subtext.report.Page;
import org.subtext.report.charts.NumberText;
import org.subtext.silo.federation.FederationPlan;
import org.subtext.statistics.Estimate;

/** Three phantom hospitals learn a recogniser alone, together, and from all images in one place. */
public final class LearningDemo {
    /** The size, at which a seed takes some minutes on one core. */
    public static final PhantomFederation.Size SIZE = new PhantomFederation.Size(300, 500, 2);

    private static final int PASSES = 30;
    private static final int BATCH = 16;
    private static final double BY_CHANCE = 0.5;

    private final Path folder;
    private final LocalTrainer backend;
    private final PrintWriter out;
    private final Progress progress;

    /** @param folder for images and page */
    public LearningDemo(Path folder, LocalTrainer backend, PrintWriter out, Progress progress) {
        this.folder = folder;
        this.backend = backend;
        this.out = out;
        this.progress = progress;
    }

    /** Runs one split. */
    public LearningComparison run(Split split, long seed) throws IOException {
        Path own = folder.resolve(split.id()).resolve(Long.toString(seed));
        Files.createDirectories(own);
        PhantomFederation houses = PhantomFederation.of(split, SIZE, seed, own.resolve("phantoms"), progress);
        LearningComparison comparison = LearningComparison.of(
                houses,
                backend,
                LearningComparison.plan(PASSES, BATCH),
                FederationPlan.FED_AVG,
                new Seed(seed),
                own,
                progress);
        Path page = own.resolve("learning.html");
        AtomicFiles.writeString(page, page(comparison, split));
        out.println();
        lines(comparison)
                .forEach(line -> out.println(line.label() + ": AUC " + NumberText.withInterval(line.estimate())));
        sentences(comparison).forEach(out::println);
        out.println("The page: " + page);
        out.flush();
        return comparison;
    }

    private static List<Line> lines(LearningComparison comparison) {
        List<Line> lines = new ArrayList<>();
        comparison
                .alone()
                .forEach((house, scores) -> lines.add(
                        Line.of(house + " alone", NumberText.count(scores.size()), LearningComparison.auc(scores))));
        String asked = NumberText.count(comparison.pooled().size());
        lines.add(Line.of("Federated", asked, LearningComparison.auc(comparison.federated())));
        lines.add(Line.of("Pooled", asked, LearningComparison.auc(comparison.pooled())));
        return lines;
    }

    static List<String> sentences(LearningComparison comparison) {
        return List.of(
                "Federated minus pooled: " + difference(comparison.federatedMinusPooled()) + ".",
                "Federated minus the best house alone (" + comparison.best().getKey() + "): "
                        + difference(comparison.federatedMinusBest()) + ".",
                "Pooled minus the best house alone: " + difference(comparison.pooledMinusBest()) + ".");
    }

    private static String difference(Estimate estimate) {
        return NumberText.withInterval(estimate);
    }

    private static String page(LearningComparison comparison, Split split) {
        Page page = new Page();
        page.section("learning", "Learnt alone, together, and in one place");
        page.paragraph("Three phantom hospitals differ " + split.words()
                + ". All recognisers read the same fresh patients, of both classes and on all scanners.");
        sentences(comparison).forEach(page::paragraph);
        List<Line> lines = lines(comparison);
        page.figure(
                ForestChart.draw("AUC on fresh patients", "AUC", "Patients", BY_CHANCE, lines),
                "AUC of each recogniser on the same fresh patients, with 95 % intervals. Dashed: one half, by chance alone.",
                ForestChart.table("AUC on fresh patients", "Patients", lines));
        return new HtmlDocument("Learning across sites", "Phantom hospitals", "No patient is in it.", false).of(page);
    }
}
