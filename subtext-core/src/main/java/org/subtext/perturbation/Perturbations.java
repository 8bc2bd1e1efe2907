package org.subtext.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;

/** The kinds there are, and the settings that name them. A new kind is one file and one line here. */
public final class Perturbations {
    /** In the order in which reports show them. */
    public static final List<PerturbationKind> KINDS = List.of(
            LowPass.KIND,
            HighPass.KIND,
            BandPass.KIND,
            Notch.KIND,
            SmoothLowPass.KIND,
            SmoothHighPass.KIND,
            SmoothBandPass.KIND,
            AmplitudeOnly.KIND,
            PhaseOnly.KIND,
            Resolution.KIND,
            KeepTile.KIND,
            RemoveTile.KIND,
            KeepRange.KIND,
            RemoveRange.KIND,
            Clip.KIND,
            ClipBelow.KIND,
            WindowWidth.KIND,
            WindowCentre.KIND,
            Gamma.KIND,
            Inversion.KIND,
            Equalise.KIND,
            MatchHistogram.KIND,
            HistogramOnly.KIND,
            Noise.KIND,
            QuantumNoise.KIND,
            GaussianBlur.KIND,
            JpegQuality.KIND,
            FieldOfView.KIND);

    private static final Pattern IN_TURN = Pattern.compile("\\s*\\+\\s*");
    private static final Pattern AS_CODED = Pattern.compile("(.*)\\s+" + AsCoded.SUFFIX + "\\s*");

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

    /** Name of the kind, or of the first of several in turn, that a setting begins with; not checked. */
    public static String kindOf(String setting) {
        return setting.strip().split("[\\s:,+]+")[0];
    }

    /**
     * Reads a setting: the kind's name and its numbers, separated by blanks, colons or commas; several in turn are
     * joined by a plus, and "as coded" at the end asks for the study's own form.
     *
     * @throws InvalidInputException for an unknown kind, a wrong count of numbers, or numbers that make no sense
     */
    public static Perturbation parse(String setting) {
        Matcher asCoded = AS_CODED.matcher(setting);
        if (asCoded.matches()) {
            return parse(asCoded.group(1)).studyFaithful();
        }
        String[] steps = IN_TURN.split(setting.strip(), 2);
        return steps.length == 1 ? parseOne(setting) : new InTurn(parseOne(steps[0]), parse(steps[1]));
    }

    private static Perturbation parseOne(String setting) {
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
