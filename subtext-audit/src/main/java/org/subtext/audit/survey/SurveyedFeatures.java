package org.subtext.audit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Census;
import org.subtext.cohort.CohortImage;
import org.subtext.cohort.ColumnRole;
import org.subtext.encoding.GivenFeatures;
import org.subtext.encoding.PrincipalComponents;
import org.subtext.folds.RidgeLearner;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/** The vectors that were given of a table's images, by the id of the image. */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record SurveyedFeatures(String source, Map<String, float[]> byImage) {
    private static final int MOST_FEATURES = 200;

    /**
     * Joins by image: the file's column of ids is compared with the images' ids, and where none agrees with the table's
     * own column of that name.
     *
     * @throws InvalidInputException where no image has a vector
     */
    static SurveyedFeatures read(Path file, Census census) throws IOException {
        List<String> columns = new ArrayList<>(List.of(GivenFeatures.IMAGE));
        for (ColumnRole role : List.of(ColumnRole.IMAGE_ID, ColumnRole.IMAGE)) {
            census.columns().mapping().column(role).ifPresent(columns::add);
        }
        GivenFeatures given =
                GivenFeatures.read(file, columns.stream().distinct().toList());
        Map<String, float[]> byImage = new HashMap<>();
        boolean asColumn =
                census.images().stream().noneMatch(image -> given.rowOf().containsKey(image.id()))
                        && census.table().has(given.column());
        List<String> keys = new ArrayList<>();
        for (CohortImage image : census.images()) {
            String key = asColumn ? cell(census, given.column(), image) : image.id();
            Integer row = key == null ? null : given.rowOf().get(key);
            keys.add(key == null ? "" : key);
            if (row != null) {
                byImage.put(image.id(), given.vectors()[row]);
            }
        }
        if (byImage.isEmpty()) {
            throw new InvalidInputException(Sentence.of("No image of the table has a vector in " + file + ".")
                    .and(cause(given, keys))
                    .and(" Column " + given.column() + " must hold the ids of the table's images."));
        }
        return new SurveyedFeatures(given.source(), byImage);
    }

    private static @Nullable String cell(Census census, String column, CohortImage image) {
        return census.table().column(column).get(image.row());
    }

    private static Sentence cause(GivenFeatures given, List<String> keys) {
        return KeyMatch.of(
                        KeySide.ofRows("the table", keys),
                        KeySide.ofRows(given.source(), given.rowOf().keySet()),
                        KeyMatch.Names.IMAGES)
                .cause();
    }

    /** Whether an image has one. */
    boolean has(CohortImage image) {
        return byImage.containsKey(image.id());
    }

    /**
     * A ridge on the vectors of images that all have one: as they are where they are short, else on their principal
     * components, as a ridge costs the cube of its features.
     */
    RidgeLearner learner(List<CohortImage> images, double penalty, double balance) {
        float[][] vectors = images.stream()
                .map(image -> byImage.getOrDefault(image.id(), new float[0]))
                .toArray(float[][]::new);
        if (vectors[0].length <= MOST_FEATURES) {
            return RidgeLearner.onScaled("ridge, " + source, vectors, penalty, balance);
        }
        double[][] scores = PrincipalComponents.of(vectors, MOST_FEATURES).scores();
        return new RidgeLearner(
                "ridge, " + MOST_FEATURES + " principal components of " + source,
                Arrays.stream(scores).map(SurveyedFeatures::floats).toArray(float[][]::new),
                penalty,
                balance);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
