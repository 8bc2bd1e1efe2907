package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Recogniser;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;

/**
 * Some test images to be looked into at a price: one a patient, so that each counts once, and classes in turn, so that
 * the rarer ones are not missed. Drawn by the audit's seed; a smaller sample is a part of a larger one.
 *
 * @param positions of the cohort, fold by fold
 * @param folds index of the fold that each is assessed in
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares samples
record PatientSample(int[] positions, int[] folds) {

    /** Work with the recogniser of one fold on the part of the sample that it is assessed on. */
    @FunctionalInterface
    interface InFold {
        /**
         * Called fold by fold.
         *
         * @param indices into the sample
         * @param rows pixel rows of the same images
         */
        void with(Recogniser recogniser, int[] indices, int[] rows);
    }

    private record Image(int position, int fold) {}

    /** At most so many patients. */
    static PatientSample of(FinishedAudit audit, int most) {
        Seed seed = audit.seed().child("sample of patients");
        Map<Integer, List<Image>> byClass = new LinkedHashMap<>();
        for (int k = 0; k < audit.cohort().classNames().size(); k++) {
            byClass.put(k, new ArrayList<>());
        }
        onePerPatient(audit, seed)
                .forEach(image -> byClass.computeIfAbsent(
                                audit.cohort().images().get(image.position()).label(), label -> new ArrayList<>())
                        .add(image));
        byClass.replaceAll((k, images) -> seed.child("class", k).shuffled(images));
        List<Image> drawn = new ArrayList<>();
        int longest = byClass.values().stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (List<Image> images : byClass.values()) {
                if (turn < images.size() && drawn.size() < most) {
                    drawn.add(images.get(turn));
                }
            }
        }
        drawn.sort(Comparator.comparingInt(Image::fold).thenComparingInt(Image::position));
        return new PatientSample(
                drawn.stream().mapToInt(Image::position).toArray(),
                drawn.stream().mapToInt(Image::fold).toArray());
    }

    private static List<Image> onePerPatient(FinishedAudit audit, Seed seed) {
        Map<String, List<Image>> byPatient = new LinkedHashMap<>();
        for (int fold = 0; fold < audit.folds().size(); fold++) {
            for (int position : audit.folds().get(fold).test()) {
                byPatient
                        .computeIfAbsent(audit.cohort().images().get(position).patient(), p -> new ArrayList<>())
                        .add(new Image(position, fold));
            }
        }
        List<Image> images = new ArrayList<>();
        byPatient.forEach((patient, own) ->
                images.add(own.get(seed.child("image of " + patient).random().nextInt(own.size()))));
        return images;
    }

    int size() {
        return positions.length;
    }

    /** Recorded class of each. */
    int[] labels(FinishedAudit audit) {
        return audit.labelsOf(positions);
    }

    /** How many are of each recorded class. */
    int[] sizes(FinishedAudit audit) {
        int[] sizes = new int[audit.cohort().classNames().size()];
        Arrays.stream(labels(audit)).forEach(label -> sizes[label]++);
        return sizes;
    }

    /** Every image its own patient. */
    int[] clusters() {
        return IntStream.range(0, size()).toArray();
    }

    /** @throws NotRunException when too few patients are left for anything that may be shown */
    PatientSample require(FinishedAudit audit) throws NotRunException {
        int fewest = Arrays.stream(sizes(audit)).min().orElse(0);
        int needed = Math.max(2, audit.assessment().smallestCell());
        if (fewest < needed) {
            throw new NotRunException(
                    "Some class has fewer than " + needed + " test patients: means over so few could show single ones.",
                    "A larger cohort, or coarser classes, would do.");
        }
        return this;
    }

    /** Opens the recogniser of each fold that has images here. */
    void inEachFold(FinishedAudit audit, InFold work) {
        for (int fold = 0; fold < audit.folds().size(); fold++) {
            int own = fold;
            int[] indices =
                    IntStream.range(0, size()).filter(i -> folds[i] == own).toArray();
            if (indices.length > 0) {
                try (Recogniser recogniser =
                        audit.trainer().open(audit.folds().get(fold).model())) {
                    work.with(recogniser, indices, rows(audit, indices));
                }
            }
        }
    }

    int[] rows(FinishedAudit audit, int[] indices) {
        return audit.rowsOf(Arrays.stream(indices).map(i -> positions[i]).toArray());
    }

    /** Scores of the images as a source shows them, {@code [image][class]}. */
    float[][] scores(FinishedAudit audit, PixelSource pixels, Progress progress) {
        float[][] scores = new float[size()][];
        inEachFold(
                audit,
                (recogniser, indices, rows) ->
                        recogniser.score(pixels, rows, (i, values) -> scores[indices[i]] = values.clone(), progress));
        return scores;
    }
}
