package org.subtext.routes;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Role;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.perturbed.PerturbationRoute;

/**
 * The subjects of settings as runs stored them up to version 0.1, when a label was all there was. The only place where
 * a label is read; nothing but a stored file of that form may come here.
 */
public final class OlderSettings {
    private static final int PARTS_OF_A_STACK = 5;
    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";

    private static final List<Form> FORMS = List.of(
            new Form("(study-)?(attack-[a-z-]+?)(?: (" + NUMBER + "))?", OlderSettings::attacked),
            new Form("hidden-tile 1/(\\d+)", found -> new Subject.HiddenTile(Integer.parseInt(found.group(1)))),
            new Form(
                    "(.+) (inside|outside)( with a margin)?",
                    found -> new Subject.Region(
                            found.group(1), found.group(2).equals("inside"), found.group(3) != null)),
            new Form("(.+) shape only", found -> new Subject.Outline(found.group(1))),
            new Form("slices (\\d\\.\\d) to \\d\\.\\d", OlderSettings::slices));

    private static final List<Form> OF_THE_TABLE = List.of(
            new Form("(.+) alone", found -> new Subject.OneColumn(found.group(1))),
            new Form("all columns, (.+)", found -> new Subject.AllColumns(found.group(1))),
            new Form("(.+)-only, (.+)", found -> new Subject.TopicColumns(found.group(1), found.group(2))));

    /** How labels of one sort were written. */
    private record Form(Pattern pattern, Function<MatchResult, Subject> subject) {
        Form(String pattern, Function<MatchResult, Subject> subject) {
            this(Pattern.compile(pattern), subject);
        }

        Optional<Subject> of(String label) {
            Matcher found = pattern.matcher(label);
            return found.matches() ? Optional.of(subject.apply(found)) : Optional.empty();
        }
    }

    private OlderSettings() {}

    /** What a stored label was about; only a name where its form says no more, or would not give that label again. */
    public static Subject subject(String label, Mode mode) {
        List<Form> forms = mode == Mode.FROM_TABLE ? OF_THE_TABLE : FORMS;
        return Stream.concat(perturbed(label).stream(), forms.stream().flatMap(form -> form.of(label).stream()))
                .filter(subject -> subject.label().equals(label))
                .findFirst()
                .orElseGet(() -> new Subject.Named(label));
    }

    private static Optional<Subject> perturbed(String label) {
        if (!Perturbations.names().contains(Perturbations.kindOf(label))) {
            return Optional.empty();
        }
        try {
            return Optional.of(PerturbationRoute.subject(Perturbations.parse(label)));
        } catch (InvalidInputException e) {
            return Optional.empty(); // a column or mask that begins with the name of a kind
        }
    }

    private static Subject attacked(MatchResult found) {
        @Nullable String strength = found.group(3);
        return new Subject.Attacked(
                found.group(2), found.group(1) != null, strength == null ? null : Double.valueOf(strength), Role.OTHER);
    }

    private static Subject slices(MatchResult found) {
        return new Subject.Slices(
                (int) Math.round(Double.parseDouble(found.group(1)) * PARTS_OF_A_STACK), PARTS_OF_A_STACK);
    }
}
