package org.subtext.routes.embeddings;

/** The networks whose embeddings are probed: the one in question and those without which it proves nothing. */
enum ProbedNetwork {
    /** The recogniser of each fold. */
    FINISHED("finished network"),
    /** The same layers with weights nobody trained, drawn once. */
    RANDOM("random weights"),
    /** The same layers as ImageNet left them. */
    IMAGENET("ImageNet weights");

    private final String words;

    ProbedNetwork(String words) {
        this.words = words;
    }

    /** As a setting's label and a table's heading say it. */
    String words() {
        return words;
    }
}
