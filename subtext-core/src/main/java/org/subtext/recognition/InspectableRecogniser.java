package org.subtext.recognition;

import org.subtext.problems.InvalidInputException;

/** A recogniser that can be looked into. Audits need none; embeddings, maps of importance and attacks do. */
public interface InspectableRecogniser extends Recogniser {
    /** What the network computes on the way to its scores. */
    RecogniserInterior interior();

    /**
     * The interior of any recogniser.
     *
     * @throws InvalidInputException when its engine gives scores and nothing else
     */
    static RecogniserInterior interiorOf(Recogniser recogniser) {
        if (recogniser instanceof InspectableRecogniser inspectable) {
            return inspectable.interior();
        }
        throw new InvalidInputException("The recognisers of this engine give scores and cannot be looked into."
                + " Embeddings, maps of importance and attacks need an engine whose recognisers can.");
    }
}
