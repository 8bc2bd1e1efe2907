package org.subtext.audit.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.Explanation;
import org.subtext.audit.StoredRun;
import org.subtext.cohort.SmallestGroups;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache.FileNow;
import org.subtext.images.PixelCache.PixelsNow;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.maps.CaseMap;

/**
 * The cases that a finished run was assessed on, opened to be looked at one by one: each is an image with its scores.
 *
 * <p>A case is known here by its row of the run's predictions, which must not be shown: it tells the order of the
 * patients' table. Nothing is locked or written. Thread-safe. Memory: some hundreds of bytes a case, and at most
 * 128 MiB of scores under settings and 64 MiB of group means.
 */
public final class CasesOfRun implements AutoCloseable {
    private static final long MOST_SCORES = 128L << 20;
    private static final long MOST_MEANS = 64L << 20;
    private static final int MOST_SOURCES = 32;

    /** Patients of a group whose mean is shown, at the least; a plan may ask for more. */
    private static final int SMALLEST_CELL = SmallestGroups.TOLD;

    /** By how much scores of one network on different machines may differ. */
    private static final double SAME_SCORE = 5e-3;

    /** Patients whose images make a group's mean. */
    private static final int MOST_OF_A_GROUP = 200;

    private static final String ALTERED =
            "The kept pixels of this case are not those that the network was given (SHA-256"
                    + " differs): the pixel cache was changed since. It is not shown.";

    private final Explanation.Shown shown;
    private final FinishedAudit audit;
    private final PredictionTable table;
    private final int[] rows;
    private final Fold[] folds;
    private final int[] recorded;
    private final int[] patients;
    private final @Nullable RoutesAssessment routes;
    private final List<TestedSetting> settings;
    private final ScoresUnder before;
    private final Recent<Integer, Optional<Under>> under =
            new Recent<>(MOST_SCORES, one -> one.map(Under::bytes).orElse(0L));
    private final Recent<String, PixelSource> sources = new Recent<>(MOST_SOURCES, source -> 1);
    private final Recent<String, GroupMean> means =
            new Recent<>(MOST_MEANS, mean -> (long) mean.image().values().length * Float.BYTES);

    private final Recent<String, Optional<Evidence.Sanity>> sanity = new Recent<>(1, one -> 1);
    private final OpenNetwork networks;

    /** Scores under a setting, and the changes of the recorded class's, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // made here and read here
    private record Under(ScoresUnder scores, float[] changes, Changes told) {
        long bytes() {
            return scores.bytes() + (long) changes.length * Float.BYTES;
        }
    }

    private CasesOfRun(Explanation.Shown shown, @Nullable RoutesAssessment routes) {
        this.shown = shown;
        this.audit = shown.audit();
        this.table = audit.predictions();
        this.routes = routes;
        this.settings = routes == null ? List.of() : TestedSettings.of(routes);
        Map<String, Integer> positions = new HashMap<>();
        for (int position = 0; position < audit.cohort().size(); position++) {
            positions.put(audit.cohort().images().get(position).id(), position);
        }
        int[] foldOf = audit.foldOfPosition();
        rows = new int[table.size()];
        folds = new Fold[table.size()];
        recorded = table.truths();
        patients = table.patients();
        for (int i = 0; i < rows.length; i++) {
            Integer position = positions.get(table.image(i));
            if (position == null) {
                throw new IllegalStateException("a case without an image passed the check of who was tested");
            }
            rows[i] = audit.rows()[position];
            folds[i] = audit.folds().get(foldOf[position]);
        }
        before = ScoresUnder.of(table);
        networks = new OpenNetwork(audit.trainer());
    }

    /**
     * Opens those of a run.
     *
     * @param folder of the run
     * @param trainer asked for only where a network is looked into
     * @throws InvalidInputException when there is no such run, it does not keep its images, or they are not as they
     *     were: nothing can be shown then
     */
    public static CasesOfRun open(Path folder, Supplier<RecogniserTrainer> trainer) {
        RoutesAssessment routes = new StoredRun(folder).unaltered().routes();
        try {
            return new CasesOfRun(Explanation.show(folder, new LateTrainer(trainer)), routes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are. */
    public int size() {
        return rows.length;
    }

    /** Of how many patients. */
    public int patients() {
        return table.patientCount();
    }

    /** Below which a group of patients is not told of. */
    public int smallestCell() {
        return Math.max(SMALLEST_CELL, audit.assessment().smallestCell());
    }

    /** Names of the classes, in the order of scores. */
    public List<String> classes() {
        return table.classes();
    }

    /** Patients of each class. */
    public int patientsOf(int label) {
        return (int) IntStream.range(0, rows.length)
                .filter(i -> recorded[i] == label)
                .map(i -> patients[i])
                .distinct()
                .count();
    }

    /** The class that is recorded of a case. */
    public int recorded(int index) {
        return recorded[index];
    }

    /** Shape of the unchanged images. */
    public PixelLayout layout() {
        return audit.pixels().layout();
    }

    /** Every change of images that the network was tested under, ladder by ladder; no other can be shown. */
    public List<TestedSetting> settings() {
        return settings;
    }

    /** The finished network on unchanged images, all cases together; empty where no battery was run. */
    public Optional<SettingResult> unchanged() {
        return Optional.ofNullable(routes).map(RoutesAssessment::baseline);
    }

    /** A setting by its number. */
    public Optional<TestedSetting> setting(int number) {
        return number >= 1 && number <= settings.size() ? Optional.of(settings.get(number - 1)) : Optional.empty();
    }

    /** The stored network that a case was assessed by. */
    Path model(int index) {
        return folds[index].model();
    }

    /** Tells the unchanged image from all others: SHA-256 of its file as the run read it. Not to be shown. */
    public String content(int index) {
        return shown.pixels().outcome(rows[index]) instanceof Outcome.Decoded image
                ? image.content().hex()
                : "";
    }

    /**
     * Whether a change of the kept pixels would be noticed: the run notes their hashes, as earlier versions did not.
     */
    public boolean arePixelsVouched() {
        return shown.areVouched();
    }

    /** Why the image of a case may not be shown, in sentences; empty where it may. */
    public Optional<String> obstacle(int index) {
        if (file(index) == FileNow.CHANGED) {
            return Optional.of(
                    "The image file of this case is not the one that the run was made from (SHA-256 differs)."
                            + " It is not shown.");
        }
        return shown.pixels().pixelsNow(rows[index]) == PixelsNow.CHANGED ? Optional.of(ALTERED) : Optional.empty();
    }

    /** Whether the image file of a case is still what the run read. */
    public FileNow file(int index) {
        return shown.pixels().fileNow(rows[index]);
    }

    /**
     * The unchanged image as the network was given it.
     *
     * @throws InvalidInputException when its file or its kept pixels are others now
     */
    public SeenImage original(int index) {
        requireUnchanged(index);
        return read(audit.pixels(), index);
    }

    /**
     * The image as the network was given it under a setting: made by the code that the battery read it through.
     *
     * @throws InvalidInputException when its file or its kept pixels are others now
     */
    public SeenImage tested(int index, TestedSetting setting) {
        requireUnchanged(index);
        return read(source(setting, folds[index]), index);
    }

    private void requireUnchanged(int index) {
        obstacle(index).ifPresent(why -> {
            throw new InvalidInputException(why);
        });
    }

    private SeenImage read(PixelSource source, int index) {
        FloatBuffer values = FloatBuffer.allocate(source.layout().valuesPerImage());
        source.read(rows[index], values);
        return new SeenImage(source.layout(), values.array());
    }

    private PixelSource source(TestedSetting setting, Fold fold) {
        return sources.of(
                setting.number() + " " + fold.name(), () -> setting.experiment().given(audit, fold));
    }

    /** What the network said of a class on the unchanged image. */
    public double score(int index, int k) {
        return before.score(k, index).orElseThrow();
    }

    /** What it said under a setting; empty where the run does not hold it. */
    public OptionalDouble score(int index, int k, TestedSetting setting) {
        return under(setting).map(one -> one.scores().score(k, index)).orElse(OptionalDouble.empty());
    }

    /** How a setting changed the score of the recorded class, over all cases; empty where the run does not hold it. */
    public Optional<Changes> changes(TestedSetting setting) {
        return under(setting).map(Under::told);
    }

    /** Share of all cases whose score of their recorded class changed by less than this one's did. */
    public OptionalDouble below(int index, TestedSetting setting) {
        Optional<Under> all = under(setting);
        OptionalDouble after = score(index, recorded[index], setting);
        return all.isEmpty() || after.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Changes.below(
                        all.get().changes(), (float) after.getAsDouble() - (float) score(index, recorded[index])));
    }

    private Optional<Under> under(TestedSetting setting) {
        return under.of(setting.number(), () -> scoresUnder(setting).map(this::under));
    }

    private Optional<ScoresUnder> scoresUnder(TestedSetting setting) {
        List<ScoresUnder.Taker> takers = new ArrayList<>();
        boolean isStored = new EvidenceStore(audit.folder()).readScores(setting.experiment(), names -> {
            takers.add(new ScoresUnder.Taker(table, names));
            return takers.get(0);
        });
        return isStored ? Optional.of(takers.get(0).taken()) : Optional.empty();
    }

    private Under under(ScoresUnder scores) {
        float[] changes = new float[rows.length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = scores.change(before, recorded[i], i);
        }
        int[] order = ascending(changes);
        float[] sorted = new float[order.length];
        int[] whose = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = changes[order[i]];
            whose[i] = patients[order[i]];
        }
        return new Under(scores, sorted, Changes.of(sorted, whose, smallestCell()));
    }

    /** Places of the values that are numbers, from the least on; of equal ones the first first. */
    private static int[] ascending(float[] values) {
        long[] keys = new long[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                int bits = Float.floatToIntBits(values[i] + 0f); // one zero
                keys[n++] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | i;
            }
        }
        Arrays.sort(keys, 0, n);
        return Arrays.stream(keys, 0, n).mapToInt(key -> (int) key).toArray();
    }

    /**
     * The mean image of the cases recorded as a class, one each of at most 200 patients drawn by the run's seed.
     *
     * @param setting null for unchanged images
     * @return empty where the class has fewer patients than may be told of
     */
    public Optional<GroupMean> mean(int label, @Nullable TestedSetting setting) {
        Map<Integer, Integer> ofPatients = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (recorded[i] == label) {
                ofPatients.putIfAbsent(patients[i], i);
            }
        }
        if (ofPatients.size() < smallestCell()) {
            return Optional.empty();
        }
        return Optional.of(means.of(label + " " + (setting == null ? 0 : setting.number()), () -> {
            Seed seed = audit.seed().child("group mean", label);
            int[] all = ofPatients.values().stream().mapToInt(Integer::intValue).toArray();
            int[] drawn =
                    IntStream.of(seed.shuffled(all)).limit(MOST_OF_A_GROUP).toArray();
            return mean(drawn, ofPatients.size(), setting);
        }));
    }

    private GroupMean mean(int[] indices, int all, @Nullable TestedSetting setting) {
        PixelLayout layout =
                setting == null ? layout() : source(setting, folds[indices[0]]).layout();
        double[] sum = new double[layout.valuesPerImage()];
        for (int index : indices) {
            if (shown.pixels().pixelsNow(rows[index]) == PixelsNow.CHANGED) {
                throw new InvalidInputException(
                        "The kept pixels of a case of this group were changed since the run was made"
                                + " (SHA-256 differs). No mean of it is shown.");
            }
            float[] values = read(setting == null ? audit.pixels() : source(setting, folds[index]), index)
                    .values();
            for (int v = 0; v < sum.length; v++) {
                sum[v] += values[v];
            }
        }
        float[] mean = new float[sum.length];
        for (int v = 0; v < mean.length; v++) {
            mean[v] = (float) (sum[v] / indices.length);
        }
        return new GroupMean(new SeenImage(layout, mean), indices.length, all);
    }

    /**
     * What the checks said of the maps of this run's network; empty where none may be shown.
     */
    public Optional<Evidence.Sanity> sanity() {
        return sanity.of("Grad-CAM", () -> CaseMap.sanity(audit));
    }

    /**
     * The Grad-CAM map of one image for the network's own answer, side × side values; empty where no checks are known.
     *
     * @param setting null for the unchanged image
     * @throws InvalidInputException when the stored network does not say of the image what the run holds
     */
    public Optional<SeenImage> saliency(int index, @Nullable TestedSetting setting) {
        if (sanity().isEmpty()) {
            return Optional.empty();
        }
        requireUnchanged(index);
        PixelSource pixels = setting == null ? audit.pixels() : source(setting, folds[index]);
        CaseMap map = networks.map(folds[index].model(), pixels, rows[index]);
        for (int k = 0; k < classes().size(); k++) {
            double stored =
                    setting == null ? score(index, k) : score(index, k, setting).orElse(Double.NaN);
            if (!(Math.abs(stored - map.scores()[k]) <= SAME_SCORE)) {
                throw new InvalidInputException(
                        "The stored network does not say of this image what the run holds. No map of it is shown.");
            }
        }
        PixelLayout layout =
                new PixelLayout(pixels.layout().side(), 1, pixels.layout().resize());
        return Optional.of(new SeenImage(layout, map.values()));
    }

    @Override
    public void close() {
        networks.close();
        try {
            shown.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
