package org.subtext.perturbation;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of perturbation as plans, help texts and reports know it.
 *
 * @param name first word of a setting: "low-pass"
 * @param family the route it belongs to: "frequency"
 * @param parameters what follows the name, with units: "radius (cycles per image)"; empty where nothing follows
 * @param count how many numbers follow the name
 * @param defaults the settings of a full battery, each as {@link Perturbations#parse} reads it
 * @param maker makes one from its numbers; throws IllegalArgumentException with a mend for numbers that make no sense
 */
public record PerturbationKind(
        String name,
        String family,
        String parameters,
        int count,
        List<String> defaults,
        Function<List<Double>, Perturbation> maker) {
    public PerturbationKind {
        defaults = List.copyOf(defaults);
    }
}
