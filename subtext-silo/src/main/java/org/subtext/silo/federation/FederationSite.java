package org.subtext.silo.federation;

/**
 * A hospital in a training: a message in, a message out. Whether it is an object of this process or beyond a network,
 * whoever asks cannot tell.
 */
public interface FederationSite {
    /**
     * What a site is asked: to go on from a model with its own patients.
     *
     * @param round counted from 1
     * @param firstPass over its own images, counted from 1 over all rounds
     * @param lastPass not before the first
     */
    record Call(int round, int firstPass, int lastPass, SharedModel model) {}

    /**
     * What a site answers.
     *
     * @param patients whom it learnt from, at least 1
     * @param loss mean over its images
     * @param rate of learning at the end of its passes
     */
    record Answer(SharedModel model, long patients, double loss, double rate) {
        public Answer {
            if (patients < 1) {
                throw new IllegalArgumentException("a model of " + patients + " patients counts for nothing");
            }
        }
    }

    /** By what sites are put in order. */
    String name();

    Answer answer(Call call);

    /** Whether a model got worse on patients of the site from whom it did not learn. */
    boolean objects(SharedModel before, SharedModel after);
}
