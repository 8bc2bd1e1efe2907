package org.subtext.perturbation.contract;

/**
 * Kinds that are asked for together and answer one question. Kinds of a new family bring it in their own file.
 *
 * @param name as a plan names all its kinds at once: "frequency"
 * @param question what a reader asks of it
 */
public record PerturbationFamily(String name, String question) {
    public static final PerturbationFamily FREQUENCY =
            new PerturbationFamily("frequency", "Which spatial frequencies carry it?");
    public static final PerturbationFamily RESOLUTION =
            new PerturbationFamily("resolution", "How small may an image be and still reveal it?");
    public static final PerturbationFamily PATCHES =
            new PerturbationFamily("patches", "Which part of the image carries it?");
    public static final PerturbationFamily INTENSITY =
            new PerturbationFamily("intensity", "Does it lie in certain grey values, or in their distribution?");
    public static final PerturbationFamily NOISE = new PerturbationFamily("noise", "How much noise does it survive?");
    public static final PerturbationFamily BLUR = new PerturbationFamily("blur", "How much blur does it survive?");
    public static final PerturbationFamily COMPRESSION =
            new PerturbationFamily("compression", "Does lossy compression remove it?");
    public static final PerturbationFamily FIELD_OF_VIEW =
            new PerturbationFamily("field-of-view", "Does it depend on how much of the body is seen?");
}
