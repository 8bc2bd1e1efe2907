package org.subtext.predictions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What has been read of a score table: each model's scores, and the images that they are of. Models stand in the order
 * in which they were met. Not thread-safe.
 */
final class ReadScores {
    private final Coded.Builder<String> images = new Coded.Builder<>();
    private final Map<String, ModelScores> models = new LinkedHashMap<>();

    /** What happens where an image has a score already, with the row in which it was met first. */
    @FunctionalInterface
    interface Repeated {
        void in(int firstRow);
    }

    /**
     * A score of a row.
     *
     * @param isOneRow whether all scores of an image have to stand in one row
     */
    void put(
            String model,
            String image,
            int row,
            int k,
            double score,
            int classes,
            boolean isOneRow,
            Repeated repeated) {
        ModelScores own = models.computeIfAbsent(model, m -> new ModelScores(classes));
        int code = images.codeOf(image);
        int first = own.meet(code, row);
        if (isOneRow && first != row || !Double.isNaN(own.get(k, code))) {
            repeated.in(first);
        }
        own.set(k, code, score);
    }

    boolean isEmpty() {
        return models.isEmpty();
    }

    int models() {
        return models.size();
    }

    void forEachModel(BiConsumer<String, ModelScores> action) {
        models.forEach(action);
    }

    String image(int code) {
        return images.value(code);
    }

    /** Images that some model scored, in order of models and of their rows. */
    int[] all() {
        boolean[] seen = new boolean[images.known()];
        int[] all = new int[seen.length];
        int count = 0;
        for (ModelScores own : models.values()) {
            for (int image : own.images().toArray()) {
                if (!seen[image]) {
                    seen[image] = true;
                    all[count++] = image;
                }
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** The row in which an image was met first, of the first model that scored it. */
    int row(int image) {
        for (ModelScores own : models.values()) {
            if (own.has(image)) {
                return own.row(image);
            }
        }
        throw new IllegalArgumentException("no model scored the image");
    }

    /** Forgets all other images. */
    void keep(Predicate<String> kept) {
        models.values().forEach(own -> own.keep(image -> kept.test(images.value(image))));
    }

    /** The images of the first model in their order, which all models have. */
    int[] order() {
        return models.values().iterator().next().images().toArray();
    }

    /** Whose a row is, null where the image tells it, and which class it is recorded as. */
    interface Rows {
        boolean arePatientsTold();

        String patient(int row);

        String truth(int row);
    }

    /**
     * One row a model and image, model after model, images in the order of the first.
     *
     * @param isSingle whether the last of two classes alone has scores, from which those of the first follow
     */
    PredictionTable table(List<String> classes, String run, boolean isSingle, Rows rows) {
        int[] order = order();
        int size = order.length * models.size();
        double[][] scores = new double[classes.size()][size];
        int[] modelOf = new int[size];
        int[] imageOf = new int[size];
        int[] truthOf = new int[size];
        Coded.Builder<String> patients = new Coded.Builder<>();
        Map<String, Integer> indices = new HashMap<>();
        classes.forEach(name -> indices.put(name, indices.size()));
        int at = 0;
        int model = 0;
        for (ModelScores own : models.values()) {
            for (int k = isSingle ? 1 : 0; k < scores.length; k++) {
                System.arraycopy(own.of(k, order), 0, scores[k], at, order.length);
            }
            if (isSingle) {
                complete(scores, at, at + order.length);
            }
            for (int image : order) {
                int row = own.row(image);
                modelOf[at] = model;
                imageOf[at] = image;
                truthOf[at] = indices.getOrDefault(rows.truth(row), -1);
                if (rows.arePatientsTold()) {
                    patients.add(rows.patient(row));
                }
                at++;
            }
            model++;
        }
        List<ExperimentName> names = models.keySet().stream()
                .map(name -> (ExperimentName) new ExperimentName.Model(name))
                .toList();
        Coded<String> ids = images.coded(imageOf);
        PredictionColumns columns = new PredictionColumns(
                Coded.ofCodes(names, modelOf),
                Coded.constant(run, size),
                Coded.constant("test", size),
                ids,
                rows.arePatientsTold() ? patients.build() : ids,
                ids,
                Coded.ofCodes(classes, truthOf));
        return new PredictionTable(Unit.IMAGE, classes, columns, scores);
    }

    /** The scores of the first of two classes from those of the second: one minus a share, the negative of others. */
    private static void complete(double[][] scores, int from, int to) {
        boolean areShares = Arrays.stream(scores[1], from, to).allMatch(score -> score >= 0 && score <= 1);
        for (int row = from; row < to; row++) {
            scores[0][row] = areShares ? 1 - scores[1][row] : 0 - scores[1][row];
        }
    }
}
