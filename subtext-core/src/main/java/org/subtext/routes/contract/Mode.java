package org.subtext.routes.contract;

/** Where the scores of an experiment come from; every result says which. */
public enum Mode {
    /** The finished network, given images as the setting leaves them. */
    TESTED_UNDER("tested under"),
    /** A network trained from the start on images as the setting leaves them, as in the study. */
    NEWLY_TRAINED("newly trained"),
    /**
     * A network trained on from the finished one's weights: cheaper, and it may remember what the setting took away.
     */
    WARM_STARTED("newly trained, warm start"),
    /** A model of recorded columns, without any pixel. */
    FROM_TABLE("from the table alone"),
    /** A model of numbers measured on the image: its grey-level histogram, mean intensities of tissues. */
    FROM_FEATURES("from measured features"),
    /** A probe on a network's embeddings. */
    FROM_EMBEDDINGS("from embeddings"),
    /** The finished network's stored scores on a part of the cohort, or with other weights. */
    SUBSET("stored scores");

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    /** In the words of a report. */
    public String words() {
        return words;
    }
}
