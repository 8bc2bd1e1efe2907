package org.subtext.assessment;

/** The kinds of reader that one audit may ask, weakest first. */
public enum RungKind {
    /** Ridge regression on coarse grey values and spectra: seconds, no network. */
    LINEAR("linear reader", "a linear reader of pixels and spectra"),
    /** Ridge regressions on bands of frequency, put together: seconds, no network. */
    BANDS("linear reader of bands", "a linear reader of bands of frequency"),
    /** The small network of the default recipe, where the plan asks for another one. */
    SMALL("small network", "a small network"),
    /** The network that the plan asks for. */
    NETWORK("network asked for", "the network asked for"),
    /** Ridge regression on vectors that somebody else's network made of the images. */
    EMBEDDINGS("embeddings given", "a linear reader of the embeddings given");

    private final String title;
    private final String inSentences;

    RungKind(String title, String inSentences) {
        this.title = title;
        this.inSentences = inSentences;
    }

    /** In a table. */
    public String title() {
        return title;
    }

    /** With its article, within a sentence. */
    public String inSentences() {
        return inSentences;
    }

    boolean isWeakerThan(RungKind other) {
        return compareTo(other) < 0;
    }
}
