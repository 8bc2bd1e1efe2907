package org.subtext.bench.folds;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.SplitPlan;
import org.subtext.images.PixelLayout;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;

/**
 * Audits a folder of real images through five folds under classes drawn at random by patient, half and half, and
 * tallies what was revealed.
 *
 * <p>Arguments: the folder of images with its {@code metadata.csv} (columns {@code image_path} and {@code patient_id}
 * first), a folder for results, how many labellings, the passes of training (0 for the recipe's own), and the side of
 * the images in pixels (0 for the recipe's own). One row a labelling in {@code results-PASSES-SIDE.csv}; what stands
 * there is not done again, and a labelling that was stopped goes on.
 */
public final class NullLabellings {
    private static final String RECIPE = "small";
    private static final int WORKERS = 1;

    private final Path images;
    private final Path folder;
    private final int passes;
    private final int side;

    NullLabellings(Path images, Path folder, int passes, int side) {
        this.images = images;
        this.folder = folder;
        this.passes = passes;
        this.side = side;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        NullLabellings labellings = new NullLabellings(
                Path.of(arguments[0]).toAbsolutePath(),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        labellings.run(Integer.parseInt(arguments[2]), out);
    }

    void run(int count, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        Path results = folder.resolve("results-" + passes + "-" + side + ".csv");
        List<NullOutcome> outcomes = new ArrayList<>(NullOutcome.read(results));
        for (int labelling = outcomes.size(); labelling < count; labelling++) {
            outcomes.add(outcome(labelling));
            AtomicFiles.writeString(results, NullOutcome.csv(outcomes));
            out.println(NullOutcome.tally(outcomes));
        }
        out.println(NullOutcome.tally(outcomes));
    }

    private NullOutcome outcome(int labelling) throws IOException {
        long begun = System.nanoTime();
        Path own = folder.resolve("labelling-" + passes + "-" + side + "-" + labelling);
        Files.createDirectories(own);
        Path table = own.resolve("images.csv");
        AtomicFiles.writeString(table, labelled(new Seed(labelling).child("classes")));
        Audit.Result result = new Audit(new TorchTrainer(Device.CPU), Progress.SILENT)
                .run(plan(table, labelling), own.resolve("runs"), true);
        NullOutcome outcome = NullOutcome.of(
                labelling, result.content().assessment(), result.folder(), (System.nanoTime() - begun) / 1e9);
        FolderTree.delete(own);
        return outcome;
    }

    private AuditPlan plan(Path table, int labelling) {
        AuditPlan plan = AuditPlan.ofDefaults("null", table, "label", RECIPE, labelling);
        PixelLayout own = plan.images().pixels();
        return plan.withSplit(SplitPlan.DEFAULT.with(SplitPlan.Kind.FOLDS))
                .withImages(images ->
                        images.withPixels(side == 0 ? own : new PixelLayout(side, own.channels(), own.resize())))
                .withRecognition(recognition -> recognition.withTraining(this::training));
    }

    private TrainingPlan training(TrainingPlan usual) {
        TrainingPlan training = usual.withExecution(
                execution -> execution.withWorkers(WORKERS).withPrecision(TrainingPlan.Precision.FLOAT32));
        return passes == 0 ? training : training.withPasses(all -> all.withEpochs(passes));
    }

    /** The table of all images with a class of each patient: the first half of a shuffled list has the one. */
    private String labelled(Seed seed) throws IOException {
        List<String> rows = Files.readAllLines(images.resolve("metadata.csv"));
        Map<String, List<String>> imagesOf = new TreeMap<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", 3);
            imagesOf.computeIfAbsent(cells[1], patient -> new ArrayList<>()).add(cells[0]);
        }
        List<String> patients = seed.shuffled(List.copyOf(new TreeSet<>(imagesOf.keySet())));
        StringBuilder table = new StringBuilder("image_path,patient_id,label\n");
        for (int i = 0; i < patients.size(); i++) {
            String label = i < patients.size() / 2 ? "first" : "second";
            for (String image : imagesOf.getOrDefault(patients.get(i), List.of())) {
                table.append(images.resolve(image))
                        .append(',')
                        .append(patients.get(i))
                        .append(',')
                        .append(label)
                        .append('\n');
            }
        }
        return table.toString();
    }
}
