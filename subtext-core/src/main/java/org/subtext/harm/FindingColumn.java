package org.subtext.harm;

/**
 * One finding of each image: what is recorded of it and one model's score.
 *
 * <p>A row takes part where its truth is known and its score is a number; the others are counted by group, never lost.
 * Immutable.
 */
public final class FindingColumn {
    private final String name;
    private final String model;
    private final boolean[] known;
    private final boolean[] present;
    private final boolean[] uncertain;
    private final double[] scores;

    private FindingColumn(
            String name, String model, boolean[] known, boolean[] present, boolean[] uncertain, double[] scores) {
        this.name = name;
        this.model = model;
        this.known = known;
        this.present = present;
        this.uncertain = uncertain;
        this.scores = scores;
    }

    /**
     * One entry a row, of the only model.
     *
     * @param known whether the truth of a row is recorded, and certain by the policy in force
     * @param present whether the finding is there; means nothing where it is not known
     * @param scores higher speaks for the finding; NaN where the model gave none
     */
    public static FindingColumn of(String name, boolean[] known, boolean[] present, double[] scores) {
        if (present.length != known.length || scores.length != known.length) {
            throw new IllegalArgumentException("known, present and scores have one entry a row");
        }
        return new FindingColumn(name, "", known.clone(), present.clone(), new boolean[known.length], scores.clone());
    }

    /** The same finding by one of several models. */
    public FindingColumn by(String oneOfSeveral) {
        return new FindingColumn(name, oneOfSeveral, known, present, uncertain, scores);
    }

    /**
     * The same with what the policy for uncertain truths was applied to.
     *
     * @param rows whether the truth of a row is recorded as uncertain, whatever was made of it
     */
    public FindingColumn withUncertain(boolean[] rows) {
        if (rows.length != known.length) {
            throw new IllegalArgumentException("uncertain has one entry a row");
        }
        return new FindingColumn(name, model, known, present, rows.clone(), scores);
    }

    /** Only some rows, in the order given. */
    public FindingColumn at(int[] rows) {
        boolean[] itsKnown = new boolean[rows.length];
        boolean[] itsPresent = new boolean[rows.length];
        boolean[] itsUncertain = new boolean[rows.length];
        double[] itsScores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            itsKnown[i] = known[rows[i]];
            itsPresent[i] = present[rows[i]];
            itsUncertain[i] = uncertain[rows[i]];
            itsScores[i] = scores[rows[i]];
        }
        return new FindingColumn(name, model, itsKnown, itsPresent, itsUncertain, itsScores);
    }

    /** What is looked for. */
    public String name() {
        return name;
    }

    /** Whose scores these are; empty where there is one model. */
    public String model() {
        return model;
    }

    /** What tells it from all others of a table. */
    public String title() {
        return model.isEmpty() ? name : name + " by " + model;
    }

    public int rows() {
        return scores.length;
    }

    /** Whether a row has both a truth and a score. */
    public boolean takesPart(int row) {
        return known[row] && !Double.isNaN(scores[row]);
    }

    /** Whether a row has a truth, certain by the policy in force. */
    public boolean isKnown(int row) {
        return known[row];
    }

    /** Whether a row's truth is recorded as uncertain, whatever was made of it. */
    public boolean isUncertain(int row) {
        return uncertain[row];
    }

    public boolean isPresent(int row) {
        return present[row];
    }

    /** NaN where the model gave none. */
    public double score(int row) {
        return scores[row];
    }
}
