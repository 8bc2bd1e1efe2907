package org.subtext.sources.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.CancelledException;
import org.subtext.progress.PoolEnd;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.Unfinished;
import org.subtext.tables.CsvLine;

/**
 * Writes the cohort that a plan describes: {@code images/*.png}, {@code metadata.csv} and {@code phantom.json} (the
 * planted truth).
 *
 * <p>The folder appears whole or not at all: it is written beside its place and renamed. A finished cohort of the same
 * plan is kept as it is.
 */
public final class PhantomCohort {
    private static final String TABLE = "metadata.csv";
    private static final String TRUTH = "phantom.json";
    private static final String HEADER =
            "image_path,image_id,patient_id,study_id,group,sex,age,bmi,disease,view,scanner";

    private static final String FINDING_HEADER =
            "," + String.join(",", HarmRecipe.PART, HarmRecipe.FINDING, HarmRecipe.IN_IMAGE);

    private final PhantomPlan plan;
    private final Optional<FindingLaw> law;
    private final Population population;
    private final Radiographer radiographer;

    private PhantomCohort(Planted planted) {
        this.plan = planted.plan();
        this.law = planted.law();
        this.population = new Population(plan);
        this.radiographer = new Radiographer(plan);
    }

    /**
     * What a cohort is made of.
     *
     * @param law of a finding that is drawn in some of the images
     * @param truth as it stands in phantom.json
     */
    private record Planted(PhantomPlan plan, Optional<FindingLaw> law, String truth) {}

    /** Where the table of a cohort in a folder lies, once it is written. */
    public static Path table(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(TABLE);
    }

    /**
     * Writes the cohort on all cores, or keeps the equal one that is there.
     *
     * @param folder where it shall be; absent, empty, or a finished cohort of an equal plan
     * @return the path of {@code metadata.csv}
     * @throws InvalidInputException when the folder holds anything else
     */
    public static Path write(PhantomPlan plan, Path folder, Progress progress) throws IOException {
        return write(plan, folder, progress, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same with a finding in some of the images, and columns of who is learnt from, of what is recorded of the
     * finding, and of whether it is in the image.
     */
    public static Path write(HarmRecipe harm, Path folder, Progress progress) throws IOException {
        return write(harm, folder, progress, Runtime.getRuntime().availableProcessors());
    }

    static Path write(PhantomPlan plan, Path folder, Progress progress, int threads) throws IOException {
        return write(new Planted(plan, Optional.empty(), plan.toJson()), folder, progress, threads);
    }

    static Path write(HarmRecipe harm, Path folder, Progress progress, int threads) throws IOException {
        Planted planted = new Planted(harm.radiographs(), Optional.of(harm.law()), harm.toJson());
        return write(planted, folder, progress, threads);
    }

    private static Path write(Planted planted, Path folder, Progress progress, int threads) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (isFinished(planted.truth(), target)) {
            return target.resolve(TABLE);
        }
        requireEmpty(target);
        Files.createDirectories(target.resolveSibling("."));
        Path neighbour = Files.createDirectory(Unfinished.beside(target));
        try {
            new PhantomCohort(planted).writeAll(neighbour, progress, threads);
            Files.writeString(neighbour.resolve(TRUTH), planted.truth());
            moveIntoPlace(planted.truth(), neighbour, target);
        } finally {
            FolderTree.delete(neighbour);
        }
        return target.resolve(TABLE);
    }

    private void writeAll(Path folder, Progress progress, int threads) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        progress.begin("Taking phantom radiographs", plan.patients(), "patients");
        List<String> lines = new ArrayList<>(List.of(HEADER + (law.isPresent() ? FINDING_HEADER : "") + "\n"));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<String>>> pending = new ArrayList<>();
            for (int i = 0; i < plan.patients(); i++) {
                Patient patient = population.patient(i);
                pending.add(pool.submit(() -> {
                    List<String> rows = writePatient(patient, folder);
                    progress.advance(1, "");
                    return rows;
                }));
            }
            for (Future<List<String>> rows : pending) {
                lines.addAll(rows.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException cancelled) {
                throw cancelled;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException("a phantom image failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing the phantom cohort", e);
        } finally {
            pool.shutdownNow();
            PoolEnd.await(pool); // whoever still writes ends before the unfinished folder is deleted
        }
        Files.writeString(folder.resolve(TABLE), String.join("", lines));
        progress.end(lines.size() - 1 + " images of " + plan.patients() + " patients");
    }

    private List<String> writePatient(Patient patient, Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Exposure exposure : population.exposures(patient)) {
            String patientId = String.format(Locale.ROOT, "P%06d", patient.number());
            String imageId = patientId + String.format(Locale.ROOT, "-%02d", exposure.number());
            String path = "images/" + imageId + ".png";
            Optional<ImageFinding> finding = law.map(one -> one.of(patient, exposure));
            float[] grey = radiographer.take(patient, exposure, finding.orElse(ImageFinding.NOTHING));
            GreyPng.write(folder.resolve(path), grey, plan.side(), plan.bitDepth());
            List<String> cells = new ArrayList<>(List.of(
                    path,
                    imageId,
                    patientId,
                    imageId + "S",
                    plan.classes().get(patient.group()).name(),
                    patient.female() ? "F" : "M",
                    String.format(Locale.ROOT, "%.0f", patient.age()),
                    String.format(Locale.ROOT, "%.1f", patient.bmi()),
                    patient.disease().label,
                    exposure.frontal() ? "AP" : "PA",
                    exposure.scanner().label));
            if (law.isPresent()) {
                ImageFinding drawn = finding.orElseThrow();
                cells.addAll(List.of(
                        law.get().use(patient).label, drawn.recorded() ? "1" : "0", drawn.present() ? "1" : "0"));
            }
            rows.add(CsvLine.of(cells));
        }
        return rows;
    }

    /** A folder gets its name only when it is complete, so an equal plan in it is proof enough. */
    private static boolean isFinished(String planted, Path folder) throws IOException {
        Path truth = folder.resolve(TRUTH);
        return Files.isRegularFile(truth)
                && Files.isRegularFile(folder.resolve(TABLE))
                && Files.readString(truth).equals(planted);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new InvalidInputException("Phantom: " + folder
                + " already holds something other than this plan's finished cohort. Expected a new or an empty folder;"
                + " name another one, or remove this one yourself.");
    }

    private static void moveIntoPlace(String planted, Path neighbour, Path target) throws IOException {
        try {
            Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process that wrote the same cohort at the same time may have been faster.
            if (!isFinished(planted, target)) {
                throw e;
            }
        }
    }
}
