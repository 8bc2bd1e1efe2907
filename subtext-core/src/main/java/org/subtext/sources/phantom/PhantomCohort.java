package org.subtext.sources.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private final PhantomPlan plan;
    private final Population population;
    private final Radiographer radiographer;

    private PhantomCohort(PhantomPlan plan) {
        this.plan = plan;
        this.population = new Population(plan);
        this.radiographer = new Radiographer(plan);
    }

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

    static Path write(PhantomPlan plan, Path folder, Progress progress, int threads) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (isFinished(plan, target)) {
            return target.resolve(TABLE);
        }
        requireEmpty(target);
        Files.createDirectories(target.resolveSibling("."));
        Path neighbour = Files.createDirectory(Unfinished.beside(target));
        try {
            new PhantomCohort(plan).writeAll(neighbour, progress, threads);
            moveIntoPlace(plan, neighbour, target);
        } finally {
            FolderTree.delete(neighbour);
        }
        return target.resolve(TABLE);
    }

    private void writeAll(Path folder, Progress progress, int threads) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        progress.begin("Taking phantom radiographs", plan.patients(), "patients");
        List<String> lines = new ArrayList<>(List.of(HEADER + "\n"));
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
        Files.writeString(folder.resolve(TRUTH), plan.toJson());
        progress.end(lines.size() - 1 + " images of " + plan.patients() + " patients");
    }

    private List<String> writePatient(Patient patient, Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Exposure exposure : population.exposures(patient)) {
            String patientId = String.format(Locale.ROOT, "P%06d", patient.number());
            String imageId = patientId + String.format(Locale.ROOT, "-%02d", exposure.number());
            String path = "images/" + imageId + ".png";
            float[] grey = radiographer.take(patient, exposure);
            GreyPng.write(folder.resolve(path), grey, plan.side(), plan.bitDepth());
            rows.add(CsvLine.of(List.of(
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
                    exposure.scanner().label)));
        }
        return rows;
    }

    /** A folder gets its name only when it is complete, so an equal plan in it is proof enough. */
    private static boolean isFinished(PhantomPlan plan, Path folder) throws IOException {
        Path truth = folder.resolve(TRUTH);
        return Files.isRegularFile(truth)
                && Files.isRegularFile(folder.resolve(TABLE))
                && Files.readString(truth).equals(plan.toJson());
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

    private static void moveIntoPlace(PhantomPlan plan, Path neighbour, Path target) throws IOException {
        try {
            Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process that wrote the same cohort at the same time may have been faster.
            if (!isFinished(plan, target)) {
                throw e;
            }
        }
    }
}
