package org.subtext.perturbation;

/**
 * Kinds that are asked for together and answer one question. Kinds of a new family bring it in their own file.
 *
 * @param name as a plan names all its kinds at once: "frequency"
 * @param question what a reader asks of it
 */
public record PerturbationFamily(String name, String question) {
    static final PerturbationFamily FREQUENCY =
            new PerturbationFamily("frequency", "Which spatial frequencies carry it?");
    static final PerturbationFamily RESOLUTION =
            new PerturbationFamily("resolution", "How small may an image be and still reveal it?");
    static final PerturbationFamily PATCHES = new PerturbationFamily("patches", "Which part of the image carries it?");
    static final PerturbationFamily INTENSITY =
            new PerturbationFamily("intensity", "Does it lie in certain grey values, or in their distribution?");
    static final PerturbationFamily NOISE = new PerturbationFamily("noise", "How much noise does it survive?");
    static final PerturbationFamily BLUR = new PerturbationFamily("blur", "How much blur does it survive?");
    static final PerturbationFamily COMPRESSION =
            new PerturbationFamily("compression", "Does lossy compression remove it?");
    static final PerturbationFamily FIELD_OF_VIEW =
            new PerturbationFamily("field-of-view", "Does it depend on how much of the body is seen?");
}
