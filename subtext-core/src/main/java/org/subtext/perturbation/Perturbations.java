package org.subtext.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;

/** The kinds there are, and the settings that name them. A new kind is one file and one line here. */
public final class Perturbations {
    /** In the order in which reports show them. */
    public static final List<PerturbationKind> KINDS = List.of(Inversion.KIND, KeepRange.KIND, RemoveRange.KIND);

    private Perturbations() {}

    /** The kind of that name. */
    public static PerturbationKind kind(String name) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("There is no perturbation \"" + name + "\"."
                        + NearestName.hint(name, names()) + " Known are " + String.join(", ", names()) + "."));
    }

    /** Names of all kinds. */
    public static List<String> names() {
        return KINDS.stream().map(PerturbationKind::name).toList();
    }

    /**
     * Reads a setting: the kind's name and its numbers, separated by blanks, colons or commas.
     *
     * @throws InvalidInputException for an unknown kind, a wrong count of numbers, or numbers that make no sense
     */
    public static Perturbation parse(String setting) {
        String[] words = setting.strip().split("[\\s:,]+");
        PerturbationKind kind = kind(words[0]);
        List<Double> numbers = new ArrayList<>();
        try {
            Arrays.stream(words).skip(1).map(Double::valueOf).forEach(numbers::add);
            if (numbers.size() == kind.count()) {
                return kind.maker().apply(numbers);
            }
        } catch (NumberFormatException e) {
            throw refused(setting, kind, "not all of them are numbers");
        } catch (IllegalArgumentException e) {
            throw refused(setting, kind, String.valueOf(e.getMessage()));
        }
        throw refused(setting, kind, "found " + numbers.size() + " number(s)");
    }

    private static InvalidInputException refused(String setting, PerturbationKind kind, String found) {
        String wanted = kind.count() == 0 ? "nothing" : kind.parameters();
        return new InvalidInputException(
                "The setting \"" + setting + "\" cannot be taken: after \"" + kind.name() + "\" comes " + wanted + "; "
                        + found + ". For example: " + kind.defaults().get(0) + ".");
    }
}
