package org.subtext.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Targets;
import org.subtext.cohort.TruthReading;
import org.subtext.cohort.TruthReading.Uncertain;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import picocli.CommandLine.Option;

/** The options that name findings in the place of an attribute; truths are read as those of {@code harm}. */
final class TargetOptions {
    @Option(
            names = "--target",
            split = ",",
            paramLabel = "[FINDING=]COLUMN",
            description =
                    "Findings that a diagnostic model is taught, one value an image; --attribute is then only what"
                            + " patients are dealt by, and may be left out.")
    @Turns(key = PlanKey.COHORT_TARGETS_FINDINGS)
    List<String> targets = new ArrayList<>();

    @Option(
            names = "--positive",
            split = ",",
            paramLabel = "VALUE",
            description = "Values that say that a finding is there, all others that it is not; default: 1, yes,"
                    + " positive, present.")
    @Turns(key = PlanKey.COHORT_TARGETS_POSITIVE)
    List<String> positive = new ArrayList<>();

    @Option(names = "--positive-at", paramLabel = "X", description = "A finding is there from the number X on.")
    @Turns(key = PlanKey.COHORT_TARGETS_POSITIVE_AT)
    @Nullable Double positiveAt;

    @Option(
            names = "--uncertain",
            paramLabel = "POLICY",
            description = "Findings recorded as uncertain: exclude, positive or negative; default exclude: they teach"
                    + " nothing.")
    @Turns(key = PlanKey.COHORT_TARGETS_UNCERTAIN)
    @Nullable Uncertain uncertain;

    @Option(
            names = "--uncertain-values",
            split = ",",
            paramLabel = "VALUE",
            description = "Values that say so beside -1, uncertain, equivocal and the like.")
    @Turns(key = PlanKey.COHORT_TARGETS_UNCERTAIN_VALUES)
    List<String> uncertainValues = new ArrayList<>();

    /** What these options name. */
    Targets targets() {
        TruthReading truth = new TruthReading(
                positive, positiveAt, uncertain == null ? Uncertain.EXCLUDE : uncertain, uncertainValues);
        if (targets.isEmpty() && (uncertain != null || !truth.equals(TruthReading.USUAL))) {
            throw new InvalidInputException("--positive, --positive-at, --uncertain and --uncertain-values say how the"
                    + " truth of findings is read. Name them: --target FINDING,FINDING; or leave these out.");
        }
        Map<String, String> findings = new LinkedHashMap<>();
        for (String target : targets) {
            int equals = target.indexOf('=');
            String name = equals < 1 ? target : target.substring(0, equals);
            if (findings.putIfAbsent(name, equals < 1 ? target : target.substring(equals + 1)) != null) {
                throw new InvalidInputException("--target names " + name + " twice. Name each finding once.");
            }
        }
        return new Targets(findings, truth);
    }
}
