package org.subtext.encoding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.problems.InvalidInputException;
import org.subtext.statistics.Clusters;

/**
 * Embeddings with the class recorded for each image's patient.
 *
 * @param embeddings of the images that have a class
 * @param labels index into {@code classes} of each image
 * @param classes names
 * @param rowsFound rows of the file, those left out included
 * @param notes what a reader should know about how the files were read, a sentence each
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
public record LabelledEmbeddings(
        Embeddings embeddings, int[] labels, List<String> classes, int rowsFound, List<String> notes) {
    public LabelledEmbeddings {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
    }

    /** Ready for a probe; patients are numbered by first appearance. */
    public ProbeRows rows() {
        return new ProbeRows(embeddings.vectors(), labels, Clusters.dense(embeddings.patients()), classes.size());
    }

    /**
     * The embeddings of the same images, in the same order, that another network made.
     *
     * @throws InvalidInputException when an image of these is not among those
     */
    public ProbeRows counterpart(LabelledEmbeddings other) {
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < other.embeddings().size(); row++) {
            rowOf.put(other.embeddings().ids().get(row), row);
        }
        int[] rows = embeddings.ids().stream()
                .mapToInt(id -> rowOf.getOrDefault(id, -1))
                .toArray();
        long missing = Arrays.stream(rows).filter(row -> row < 0).count();
        if (missing > 0) {
            throw new InvalidInputException("The control has no embedding for " + missing + " of the " + rows.length
                    + " images. A control must be made of the same images: make it again from all of them.");
        }
        ProbeRows own = rows();
        float[][] vectors = Arrays.stream(rows)
                .mapToObj(row -> other.embeddings().vectors()[row])
                .toArray(float[][]::new);
        return new ProbeRows(vectors, own.labels(), own.patients(), own.classes());
    }
}
