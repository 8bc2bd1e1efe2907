package org.subtext.silo.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Seed;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanImages;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.sums.Terms;
import org.subtext.tables.CsvLine;

/**
 * Rows of a site that does not exist, as a plan asks for them: of each group and class enough patients to be counted,
 * with drawn scores that tell a little.
 */
final class InventedSite {
    private static final int FEWEST_OF_CELL = 60;
    private static final double APART = 0.12;
    private static final double SPREAD = 0.25;

    private final TriedQuestion question;
    private final String name;
    private final SplittableRandom random;
    private final PredictionTableBuilder predictions;
    private final StringBuilder facts = new StringBuilder();
    private final StringBuilder images = new StringBuilder();
    private int patients;

    private InventedSite(TriedQuestion question, String name, Seed seed) {
        this.question = question;
        this.name = name;
        this.random = seed.child(name).random();
        this.predictions = new PredictionTableBuilder(classes());
    }

    /** Writes them into a folder. */
    static SiteFiles write(TriedQuestion question, String name, Seed seed, Path folder) throws IOException {
        InventedSite site = new InventedSite(question, name, seed);
        site.invent();
        return site.write(folder);
    }

    private List<String> classes() {
        return question.cohort().classes().stream().map(PlanClass::name).toList();
    }

    private void invent() {
        Terms terms = question.terms();
        facts.append(terms.hasGroups() ? "patient,group,age\n" : "patient,age\n");
        images.append("image,").append(String.join(",", asked().asked())).append('\n');
        int ofCell = Math.max(FEWEST_OF_CELL, 4 * terms.limit());
        for (String group : terms.groups()) {
            for (String truth : classes()) {
                for (int i = 0; i < ofCell; i++) {
                    patient(group, truth);
                }
            }
        }
    }

    private PlanImages asked() {
        return question.cohort().images();
    }

    private void patient(String group, String truth) {
        Terms terms = question.terms();
        patients++;
        String patient = name + "-patient-" + patients;
        String image = name + "-image-" + patients;
        predictions.add(ExperimentName.read("internal"), "invented", "test", "", patient, image, truth, scores(truth));
        String recorded = group.equals(Terms.NOT_RECORDED) ? "" : group;
        String age = Integer.toString(20 + random.nextInt(70));
        facts.append(CsvLine.of(terms.hasGroups() ? List.of(patient, recorded, age) : List.of(patient, age)));
        List<String> cells = new ArrayList<>(List.of(image));
        if (!asked().views().isEmpty()) {
            cells.add(asked().views().get(0).name());
        }
        if (!asked().photometric().isEmpty()) {
            cells.add(asked().photometric().get(0));
        }
        if (asked().asksBits()) {
            cells.add(Integer.toString(asked().fewestBits()));
        }
        images.append(CsvLine.of(cells));
    }

    private double[] scores(String truth) {
        List<String> classes = classes();
        String positive = question.terms().positive();
        double shift = truth.equals(positive) ? APART : -APART;
        double score = Math.min(
                0.999, Math.max(0.001, 0.5 + shift + SPREAD * (random.nextDouble() + random.nextDouble() - 1)));
        double[] scores = new double[classes.size()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = classes.get(k).equals(positive) ? score : (1 - score) / (scores.length - 1);
        }
        return scores;
    }

    private SiteFiles write(Path folder) throws IOException {
        Path table = folder.resolve(name + "-predictions.csv");
        PredictionFiles.write(predictions.build(), table);
        List<String> reasons = new ArrayList<>(question.terms().flow());
        reasons.remove(Terms.NOT_RECORDED);
        StringBuilder leftOut = new StringBuilder("reason,patients\n");
        for (String reason : reasons) {
            leftOut.append(CsvLine.of(
                    List.of(reason, Integer.toString(4 * question.terms().limit()))));
        }
        return new SiteFiles(
                table,
                Optional.of(written(folder.resolve(name + "-facts.csv"), facts)),
                asked().asksNothing()
                        ? Optional.empty()
                        : Optional.of(written(folder.resolve(name + "-images.csv"), images)),
                reasons.isEmpty()
                        ? Optional.empty()
                        : Optional.of(written(folder.resolve(name + "-left-out.csv"), leftOut)));
    }

    private static Path written(Path file, StringBuilder text) throws IOException {
        AtomicFiles.writeString(file, text.toString());
        return file;
    }
}
