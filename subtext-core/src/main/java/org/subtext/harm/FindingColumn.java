package org.subtext.harm;

/**
 * One finding of each image: what is recorded of it and the model's score.
 *
 * <p>A row takes part where its truth is known and its score is a number; the others are counted by group, never lost.
 * Immutable.
 */
public final class FindingColumn {
    private final String name;
    private final boolean[] known;
    private final boolean[] present;
    private final double[] scores;

    private FindingColumn(String name, boolean[] known, boolean[] present, double[] scores) {
        this.name = name;
        this.known = known;
        this.present = present;
        this.scores = scores;
    }

    /**
     * One entry a row.
     *
     * @param known whether the truth of a row is recorded, and certain by the policy in force
     * @param present whether the finding is there; means nothing where it is not known
     * @param scores higher speaks for the finding; NaN where the model gave none
     */
    public static FindingColumn of(String name, boolean[] known, boolean[] present, double[] scores) {
        if (present.length != known.length || scores.length != known.length) {
            throw new IllegalArgumentException("known, present and scores have one entry a row");
        }
        return new FindingColumn(name, known.clone(), present.clone(), scores.clone());
    }

    public String name() {
        return name;
    }

    public int rows() {
        return scores.length;
    }

    /** Whether a row has both a truth and a score. */
    public boolean takesPart(int row) {
        return known[row] && !Double.isNaN(scores[row]);
    }

    public boolean isPresent(int row) {
        return present[row];
    }

    public double score(int row) {
        return scores[row];
    }
}
