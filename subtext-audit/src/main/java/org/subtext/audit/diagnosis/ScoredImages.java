package org.subtext.audit.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.subtext.cohort.CohortImage;
import org.subtext.split.Part;

/** Images with the scores of networks that did not learn from their patients, part by part. Not thread-safe. */
public final class ScoredImages {
    /**
     * One image.
     *
     * @param position in the cohort
     * @param part in which the image's patient is
     * @param scores one a finding; handed over
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
    public record One(int position, CohortImage image, Part part, float[] scores) {}

    private final List<One> images = new ArrayList<>();

    /** Adds the images of a part. */
    public void add(List<CohortImage> all, Part part, int[] positions, float[][] scores) {
        for (int i = 0; i < positions.length; i++) {
            images.add(new One(positions[i], all.get(positions[i]), part, scores[i]));
        }
    }

    /** In the order in which they were added. */
    public List<One> all() {
        return List.copyOf(images);
    }

    /** Those that say how well the networks do. */
    List<One> tested() {
        return images.stream().filter(one -> one.part() == Part.TEST).toList();
    }
}
