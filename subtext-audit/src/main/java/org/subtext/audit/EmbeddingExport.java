package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.encoding.EmbeddingFiles;
import org.subtext.images.DecodedFiles;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.Outcome;
import org.subtext.images.PixelSource;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.Unfinished;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;

/**
 * Embeddings of any layer of a stored model, written for any program: of a run's own images, or of a folder.
 *
 * <p>Those of a run carry patient, study, recorded class and the part of the split in which the model met each image:
 * embeddings of training images are not to be compared with those of test images as if both were new to the network.
 */
public final class EmbeddingExport {
    private final RecogniserTrainer trainer;
    private final Progress progress;

    public EmbeddingExport(RecogniserTrainer trainer, Progress progress) {
        this.trainer = trainer;
        this.progress = progress;
    }

    /**
     * What was written.
     *
     * @param unreadable file names and reasons
     */
    public record Written(String model, String layer, int images, int width, List<String> unreadable) {
        public Written {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** The layers of a model, from the image to the head. */
    public static List<String> layers(Recogniser recogniser) {
        return InspectableRecogniser.interiorOf(recogniser).layers();
    }

    /**
     * The stored model of a run.
     *
     * @param name file name without its ending; null for the run's only or first
     * @throws InvalidInputException when the run holds no such model
     */
    public static Path model(Path run, @Nullable String name) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(run.resolve("models"))) {
            try (var files = Files.list(run.resolve("models"))) {
                files.filter(file -> !Unfinished.isOne(file))
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.endsWith(".safetensors"))
                        .map(file -> file.substring(0, file.length() - ".safetensors".length()))
                        .sorted()
                        .forEach(names::add);
            }
        }
        if (names.isEmpty()) {
            throw new InvalidInputException(
                    run + " holds no model (looked in models/*.safetensors). Name the folder of a"
                            + " finished run, or a model and a folder of images.");
        }
        if (name != null && !names.contains(name)) {
            throw new InvalidInputException(
                    run + " holds no model \"" + name + "\". Its models: " + String.join(", ", names) + ".");
        }
        return run.resolve("models").resolve((name == null ? names.get(0) : name) + ".safetensors");
    }

    /**
     * Embeds all images of a run.
     *
     * @param layer null for the one that the head reads
     */
    public Written ofRun(Path run, Path model, @Nullable String layer, Path out) throws IOException {
        EmbeddingFiles.requireKnown(out);
        AuditPlan plan = PlanFile.ofRun(run.resolve(RunFolder.PLAN));
        try (RunFolder folder = RunFolder.openFinished(run);
                Recogniser recogniser = trainer.open(model);
                PreparedImages images =
                        Explanation.images(Explanation.read(plan, folder, progress), plan, folder, progress)) {
            Cohort cohort = images.cohort();
            String chosen = chosen(recogniser, layer);
            float[][] vectors = embed(recogniser, chosen, images.pixels(), images.rows());
            Map<String, List<String>> columns = new LinkedHashMap<>();
            columns.put("image", cohort.images().stream().map(CohortImage::id).toList());
            columns.put(
                    "patient",
                    cohort.images().stream().map(CohortImage::patient).toList());
            columns.put(
                    "study", cohort.images().stream().map(CohortImage::study).toList());
            columns.put(
                    "recorded " + cohort.attribute(),
                    cohort.images().stream()
                            .map(image -> cohort.classNames().get(image.label()))
                            .toList());
            columns.put("part", parts(cohort, plan, model));
            EmbeddingFiles.write(columns, vectors, ModelCard.MUST_NOT, out);
            return new Written(recogniser.card().name(), chosen, vectors.length, vectors[0].length, List.of());
        }
    }

    /** The part in which this model met each image. */
    private static List<String> parts(Cohort cohort, AuditPlan plan, Path model) throws IOException {
        String name = String.valueOf(model.getFileName());
        Division division = Division.of(cohort, plan).stream()
                .filter(one -> name.equals(one.name().replace(' ', '-') + ".safetensors"))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Sentence.of("The model " + name
                                + " is none of this run's divisions. Name one that the run trained, with ")
                        .and(Argument.MODEL)
                        .and(".")));
        return cohort.images().stream()
                .map(image -> division.split().of(image.patient()).label())
                .toList();
    }

    /** Embeds all images below a folder, one image, or those that a table lists. */
    public Written ofImages(
            Recogniser recogniser, Preparation preparation, Path images, @Nullable String layer, Path out)
            throws IOException {
        EmbeddingFiles.requireKnown(out);
        NamedImages files = NamedImages.of(images, progress);
        String chosen = chosen(recogniser, layer);
        List<String> ids = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        DecodedFiles source =
                new DecodedFiles(files.addresses(), recogniser.card().layout(), preparation);
        int size = DecodedBlock.size(source.layout());
        progress.begin("Embedding", files.size(), "images");
        for (int from = 0; from < files.size(); from += size) {
            List<String> block = files.names().subList(from, Math.min(from + size, files.size()));
            DecodedBlock decoded = DecodedBlock.of(source, from, from + block.size());
            IntStream.range(0, block.size()).forEach(i -> {
                if (decoded.outcome(i) instanceof Outcome.Unreadable failed) {
                    unreadable.add(block.get(i) + ": " + failed.reason());
                } else {
                    ids.add(block.get(i));
                }
            });
            Embedder silent = new Embedder(recogniser, chosen, Progress.SILENT);
            vectors.addAll(Arrays.asList(silent.embed(decoded, decoded.readable())));
            progress.advance(block.size(), "");
        }
        progress.end(ids.size() + " embedded, " + unreadable.size() + " unreadable");
        if (ids.isEmpty()) {
            throw new InvalidInputException("None of the " + files.size() + " images of " + images
                    + " can be read; the first: " + unreadable.get(0) + ".");
        }
        EmbeddingFiles.write(Map.of(files.column(), ids), vectors.toArray(new float[0][]), ModelCard.MUST_NOT, out);
        return new Written(recogniser.card().name(), chosen, ids.size(), vectors.get(0).length, unreadable);
    }

    private record Embedder(Recogniser recogniser, String layer, Progress progress) {
        float[][] embed(PixelSource pixels, int[] rows) {
            float[][] vectors = new float[rows.length][];
            InspectableRecogniser.interiorOf(recogniser)
                    .embed(pixels, rows, layer, (position, values) -> vectors[position] = values.clone(), progress);
            return vectors;
        }
    }

    private float[][] embed(Recogniser recogniser, String layer, PixelSource pixels, int[] rows) {
        return new Embedder(recogniser, layer, progress).embed(pixels, rows);
    }

    /** Refuses a layer that the network does not have, before any image is read. */
    private static String chosen(Recogniser recogniser, @Nullable String layer) {
        List<String> layers = InspectableRecogniser.interiorOf(recogniser).layers();
        String chosen = layer == null ? layers.get(layers.size() - 1) : layer;
        InspectableRecogniser.interiorOf(recogniser).width(chosen);
        return chosen;
    }
}
