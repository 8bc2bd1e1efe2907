package org.subtext.audit.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.split.Part;
import org.subtext.split.PatientFolds;
import org.subtext.split.PatientSplit;
import org.subtext.split.SplitFile;
import org.subtext.tables.TableReader;

/**
 * Whom a stored network learnt from, as the run that trained it tells: its split stands beside its models, for the eyes
 * of whoever holds the run. Where a network is copied into another run, what is known comes along beside the copy.
 *
 * @param run that trained the network
 * @param patients it was trained on, or that steered its training
 */
public record TrainedOn(Path run, Set<String> patients) {
    /** The file of a run that says who is in which part or fold. */
    public static final String SPLIT = "split.csv";

    /** Follows the name of a network that was copied: whom it learnt from, one patient a line. */
    private static final String BESIDE = ".trained-on.csv";

    private static final String FOLD = "fold-";
    private static final String ENDING = ".safetensors";

    public TrainedOn {
        patients = Set.copyOf(patients);
    }

    /** Whom a network of a run's models learnt from; empty where the file lies elsewhere, or its run tells nothing. */
    public static Optional<TrainedOn> of(Path model) throws IOException {
        Path models = model.toAbsolutePath().normalize().getParent();
        Path beside = model.resolveSibling(model.getFileName() + BESIDE);
        if (Files.isRegularFile(beside)) {
            return Optional.of(
                    new TrainedOn(beside, SplitFile.readSplit(beside).parts().keySet()));
        }
        Path run = models == null ? null : models.getParent();
        if (run == null || !Files.isRegularFile(run.resolve(SPLIT))) {
            return Optional.empty();
        }
        return Optional.of(new TrainedOn(run, patients(run.resolve(SPLIT), String.valueOf(model.getFileName()))));
    }

    /** Lets a copy of a network know what is known of the network. */
    public static void copy(Path model, Path copy) throws IOException {
        Optional<TrainedOn> known = of(model);
        if (known.isPresent()) {
            SortedMap<String, Part> parts = new TreeMap<>();
            known.get().patients().forEach(patient -> parts.put(patient, Part.TRAINING));
            Path beside = copy.resolveSibling(copy.getFileName() + BESIDE);
            SplitFile.write(new PatientSplit(parts), beside);
            OwnerOnly.close(beside);
        }
    }

    /** Pictures that the network's run has read, by the hash of their files. */
    public Set<ContentHash> pictures(PixelLayout layout) throws IOException {
        return PixelCache.contents(run.resolve("cache"), layout);
    }

    private static Set<String> patients(Path split, String model) throws IOException {
        if (TableReader.read(split).has("fold")) {
            PatientFolds folds = SplitFile.readFolds(split);
            String fold = model.startsWith(FOLD) && model.endsWith(ENDING)
                    ? model.substring(FOLD.length(), model.length() - ENDING.length())
                    : "";
            int own = fold.matches("\\d{1,4}") ? Integer.parseInt(fold) - 1 : -1;
            return folds.folds().entrySet().stream()
                    .filter(patient -> patient.getValue() != own)
                    .map(patient -> patient.getKey())
                    .collect(Collectors.toSet());
        }
        PatientSplit parts = SplitFile.readSplit(split);
        Set<String> learnt = new TreeSet<>(parts.patients(Part.TRAINING));
        learnt.addAll(parts.patients(Part.VALIDATION));
        return learnt;
    }
}
