package org.subtext.audit.ladder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.RungKind;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.encoding.GivenFeatures;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.ContentHash;

/** A linear reader of vectors that somebody's network made of the run's images. */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record EmbeddingsReader(FoldedImages images, float[][] vectors, ContentHash file) implements LadderReader {
    private static final List<String> IDS = List.of(GivenFeatures.IMAGE, "image_id");

    /**
     * Reads the file and finds each image's vector.
     *
     * @throws InvalidInputException where the file is not there, is no such file, or has no vector of some image, with
     *     the rows of the table
     */
    public static EmbeddingsReader of(FoldedImages images, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(Sentence.of("The embeddings " + file
                            + " are not there. Name a CSV, Parquet or NPY file with a vector of every image with ")
                    .and(PlanKey.LADDER_EMBEDDINGS)
                    .and(", or leave it out."));
        }
        GivenFeatures given = GivenFeatures.read(file, IDS);
        Cohort cohort = images.images().cohort();
        float[][] vectors = new float[cohort.size()][];
        List<CohortImage> missing = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            CohortImage image = cohort.images().get(i);
            Integer row = given.rowOf().get(image.id());
            if (row == null) {
                missing.add(image);
            } else {
                vectors[i] = given.vectors()[row];
            }
        }
        requireNone(missing, cohort, given);
        return new EmbeddingsReader(images, vectors, ContentHash.ofFile(file));
    }

    /** All that lack a vector, with what would make their ids meet those of the file. */
    private static void requireNone(List<CohortImage> missing, Cohort cohort, GivenFeatures given) {
        if (missing.isEmpty()) {
            return;
        }
        KeySide ids = KeySide.ofRows(
                "the table", cohort.images().stream().map(CohortImage::id).toList());
        KeySide theirs = KeySide.ofRows(given.source(), given.rowOf().keySet());
        Problems problems = new Problems();
        problems.add(Sentence.of(missing.size() + " of " + cohort.size() + " images have no vector in " + given.source()
                        + ", by its column " + given.column() + ".")
                .and(KeyMatch.of(ids, theirs, KeyMatch.Names.IMAGES).cause()));
        for (CohortImage image : missing) {
            problems.add(
                    "no vector",
                    "The image of row " + cohort.rowNumber(image) + " of the table has none.",
                    Sentence.of("Every image that is assessed needs one: add those that are missing, under the id of"
                                    + " the table (")
                            .and(PlanKey.COHORT_COLUMNS_IMAGE_ID)
                            .and("), or leave out ")
                            .and(PlanKey.LADDER_EMBEDDINGS)
                            .and("."));
        }
        problems.throwIfAny();
    }

    @Override
    public RungKind kind() {
        return RungKind.EMBEDDINGS;
    }

    @Override
    public String recipe() {
        return "ridge of embeddings " + file.hex();
    }

    @Override
    public PredictionTable read() {
        return images.scored(kind(), vectors, new int[] {vectors[0].length});
    }
}
