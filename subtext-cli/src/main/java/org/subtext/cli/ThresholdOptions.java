package org.subtext.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.OperatingPlan.Rule;
import org.subtext.harm.reading.RolePlan;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import picocli.CommandLine.Option;

/** The options that say from which score on a row is called, and on whom that is chosen. */
final class ThresholdOptions {
    /** Rules as they are typed. */
    private enum Typed {
        FPR(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2),
        FPR_AT_MOST(Rule.FALSE_POSITIVE_RATE_AT_MOST, 0.2),
        SENSITIVITY(Rule.SENSITIVITY_AT_LEAST, 0.8),
        YOUDEN(Rule.YOUDEN, null),
        F1(Rule.MAXIMUM_F1, null);

        private final Rule rule;
        private final @Nullable Double usual;

        Typed(Rule rule, @Nullable Double usual) {
            this.rule = rule;
            this.usual = usual;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String WHAT = "--threshold takes a rule (fpr:0.2, fpr-at-most:0.2, sensitivity:0.8, youden or"
            + " f1), a number, or the number of a finding (FINDING=0.5)";

    @Option(
            names = "--threshold",
            split = ",",
            paramLabel = "RULE",
            description =
                    "From which score on a finding is called: fpr:0.2 (the default: the false positive rate nearest"
                            + " 0.2), fpr-at-most:0.2, sensitivity:0.8, youden, f1; a vendor's number, or FINDING=NUMBER.")
    @Turns(argument = Argument.HARM_THRESHOLD)
    private List<String> thresholds = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "COLUMN",
            description = "Who chooses thresholds and who is judged, as a split says; default: patients are dealt into"
                    + " parts, each judged by thresholds of all others.")
    @Turns(argument = Argument.HARM_ROLE)
    private @Nullable String role;

    @Option(
            names = "--choose",
            split = ",",
            paramLabel = "VALUE",
            description = "Its values of those who choose; default: choose.")
    @Turns(argument = Argument.HARM_CHOOSE)
    private List<String> choose = new ArrayList<>();

    @Option(
            names = "--judge",
            split = ",",
            paramLabel = "VALUE",
            description = "Its values of those who are judged; default: judge.")
    @Turns(argument = Argument.HARM_JUDGE)
    private List<String> judge = new ArrayList<>();

    @Option(names = "--parts", paramLabel = "N", description = "Parts that patients are dealt into; default 5.")
    @Turns(argument = Argument.HARM_PARTS)
    private int parts = RolePlan.CROSS_FITTED.parts();

    /** On whom thresholds are chosen. */
    RolePlan roles() {
        if (role == null && !(choose.isEmpty() && judge.isEmpty())) {
            throw new InvalidInputException((choose.isEmpty() ? "--judge" : "--choose")
                    + " stands without the column that it is a value of. Name it: --role COLUMN; or leave it out.");
        }
        if (parts < 2) {
            throw new InvalidInputException("--parts " + parts + ": patients are dealt into two parts at least.");
        }
        return new RolePlan(
                role,
                choose.isEmpty() ? RolePlan.CROSS_FITTED.choose() : choose,
                judge.isEmpty() ? RolePlan.CROSS_FITTED.judge() : judge,
                parts);
    }

    /**
     * From which score on a row is called.
     *
     * @param areCategories whether scores are 1 where a category calls and 0 where not
     */
    OperatingPlan operating(boolean areCategories) {
        if (areCategories) {
            if (!thresholds.isEmpty()) {
                throw new InvalidInputException("--threshold stands beside --called, by which categories are called"
                        + " already. Leave one out.");
            }
            return OperatingPlan.fixedAt(1);
        }
        OperatingPlan plan = OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2);
        Map<String, Double> fixed = new LinkedHashMap<>();
        boolean isSaid = false;
        for (String word : thresholds) {
            int equals = word.lastIndexOf('=');
            if (equals > 0) {
                fixed.put(word.substring(0, equals), number(word.substring(equals + 1), word));
            } else if (isSaid) {
                throw new InvalidInputException(
                        "--threshold " + word + ": a second rule for all findings. One is expected. " + WHAT + ".");
            } else {
                plan = rule(word);
                isSaid = true;
            }
        }
        return plan.withFixed(fixed);
    }

    private static OperatingPlan rule(String word) {
        String[] parts = word.split(":", 2);
        for (Typed typed : Typed.values()) {
            if (typed.word().equalsIgnoreCase(parts[0])) {
                boolean takesNumber = typed.usual != null;
                if (parts.length > 1 && !takesNumber) {
                    throw new InvalidInputException("--threshold " + word + ": " + typed.word() + " takes no number.");
                }
                @Nullable Double at = typed.usual;
                if (parts.length > 1) {
                    at = number(parts[1], word);
                }
                if (at != null && !(at >= 0 && at <= 1)) {
                    throw new InvalidInputException("--threshold " + word + ": a rate lies between 0 and 1.");
                }
                return OperatingPlan.of(typed.rule, at);
            }
        }
        return OperatingPlan.fixedAt(number(word, word));
    }

    private static double number(String text, String word) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the problem that infinite numbers have too.
        }
        throw new InvalidInputException("--threshold " + word + ": " + WHAT + ". Known rules: "
                + Arrays.stream(Typed.values()).map(Typed::word).collect(Collectors.joining(", ")) + ".");
    }
}
