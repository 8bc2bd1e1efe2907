package org.subtext.routes;

import java.util.Map;

/** What a reader asks of a family of perturbations. */
final class Question {
    private static final Map<String, String> OF_FAMILY = Map.of(
            "frequency", "Which spatial frequencies carry it?",
            "resolution", "How small may an image be and still reveal it?",
            "patches", "Which part of the image carries it?",
            "occlusion", "Where does hiding a small part cost the most?",
            "intensity", "Does it lie in certain grey values, or in their distribution?",
            "noise", "How much noise does it survive?",
            "blur", "How much blur does it survive?",
            "compression", "Does lossy compression remove it?",
            "field-of-view", "Does it depend on how much of the body is seen?",
            "masks", "Does it lie inside or outside a region?");

    private Question() {}

    static String ofFamily(String family) {
        return OF_FAMILY.getOrDefault(family, "Does " + family + " matter?");
    }
}
