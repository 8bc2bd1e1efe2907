package org.subtext.perturbation.contract;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of perturbation as plans, help texts and reports know it.
 *
 * @param name first word of a setting: "low-pass"
 * @param family the kinds that answer the same question
 * @param parameters what follows the name, with units: "radius (cycles per image)"; empty where nothing follows
 * @param count how many numbers follow the name
 * @param defaults the settings that a finished network is tested under, each as {@code Perturbations.parse} reads it
 * @param trained those for which a network is newly trained, which costs far more; some or all of the defaults
 * @param maker makes one from its numbers; throws IllegalArgumentException with a mend for numbers that make no sense
 */
public record PerturbationKind(
        String name,
        PerturbationFamily family,
        String parameters,
        int count,
        List<String> defaults,
        List<String> trained,
        Function<List<Double>, Perturbation> maker) {
    public PerturbationKind {
        defaults = List.copyOf(defaults);
        trained = List.copyOf(trained);
    }

    /** A kind whose every setting is worth a network of its own. */
    public PerturbationKind(
            String name,
            PerturbationFamily family,
            String parameters,
            int count,
            List<String> defaults,
            Function<List<Double>, Perturbation> maker) {
        this(name, family, parameters, count, defaults, defaults, maker);
    }

    /** The same kind with networks newly trained for these settings only. */
    public PerturbationKind trainedFor(String... settings) {
        return new PerturbationKind(name, family, parameters, count, defaults, List.of(settings), maker);
    }
}
