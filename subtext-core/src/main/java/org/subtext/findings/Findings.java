package org.subtext.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.AskedValues;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.cohort.Targets;
import org.subtext.cohort.TruthReading;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The truth of every finding in every image of a cohort.
 *
 * <p>A truth is the image's own: nothing is settled within a patient, and nobody leaves because his images differ.
 * Truths are found by the image, so that they are also those of any part of the cohort. Immutable.
 */
public final class Findings {
    /** The stratum of patients who have none of the findings. */
    private static final String NONE = "none";

    private static final TruthColumn.Knobs KNOBS = new TruthColumn.Knobs(
            PlanKey.COHORT_TARGETS_FINDINGS,
            PlanKey.COHORT_TARGETS_POSITIVE,
            PlanKey.COHORT_TARGETS_POSITIVE_AT,
            PlanKey.COHORT_TARGETS_UNCERTAIN_VALUES,
            PlanKey.COHORT_RECORDED);

    private final List<String> names;
    private final TruthReading.Uncertain uncertain;

    /** By finding, then by row of the cohort's table. */
    private final FindingStatus[][] statuses;

    private final List<Remark> remarks;

    private Findings(
            List<String> names, TruthReading.Uncertain uncertain, FindingStatus[][] statuses, List<Remark> remarks) {
        this.names = List.copyOf(names);
        this.uncertain = uncertain;
        this.statuses = statuses;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * The truths of the findings that the cohort's plan asks for.
     *
     * @throws org.subtext.problems.InvalidInputException with everything that cannot be read as a truth, at once
     */
    public static Findings of(Cohort cohort) {
        Targets targets = cohort.plan().targets();
        Problems problems = new Problems();
        List<Remark> remarks = new ArrayList<>();
        List<FindingStatus[]> statuses = new ArrayList<>();
        int rows = cohort.images().stream().mapToInt(CohortImage::row).max().orElse(-1) + 1;
        targets.findings().forEach((name, column) -> {
            FindingStatus[] ofImage =
                    TruthColumn.read(targets.truth(), cells(cohort, column), KNOBS, problems, remarks);
            FindingStatus[] ofRow = new FindingStatus[rows];
            Arrays.fill(ofRow, FindingStatus.NOT_RECORDED);
            for (int i = 0; i < ofImage.length; i++) {
                ofRow[cohort.images().get(i).row()] = ofImage[i];
            }
            statuses.add(ofRow);
        });
        requirePositiveValues(cohort, problems);
        problems.throwIfAny();
        Findings findings = new Findings(
                List.copyOf(targets.findings().keySet()),
                targets.truth().uncertain(),
                statuses.toArray(FindingStatus[][]::new),
                remarks);
        findings.requireBothTruths(cohort, problems);
        problems.throwIfAny();
        return findings;
    }

    private static TruthColumn.Cells cells(Cohort cohort, String column) {
        List<@Nullable String> cells = cohort.column(column)
                .orElseThrow(() -> new IllegalArgumentException("the cohort's reader requires the columns of targets"));
        return new TruthColumn.Cells(
                column,
                cohort.size(),
                cells::get,
                position -> cohort.rowNumber(cohort.images().get(position)),
                cohort.plan().recoding().recorded().getOrDefault(column, List.of()));
    }

    private static void requirePositiveValues(Cohort cohort, Problems problems) {
        Targets targets = cohort.plan().targets();
        for (String value : targets.truth().positive()) {
            AskedValues one = AskedValues.of(List.of(value));
            boolean isFound = targets.findings().values().stream()
                    .flatMap(column -> cohort.column(column).stream())
                    .anyMatch(cells -> cells.stream().anyMatch(one::holds));
            if (!isFound) {
                problems.add(Sentence.of("\"" + value + "\" is no value of any finding's column, so that nothing would"
                                + " say that a finding is there. Correct ")
                        .and(PlanKey.COHORT_TARGETS_POSITIVE)
                        .and("."));
            }
        }
    }

    /** Of a finding that every image has, or none, nothing can be learnt. */
    private void requireBothTruths(Cohort cohort, Problems problems) {
        for (int k = 0; k < names.size(); k++) {
            int finding = k;
            long present = cohort.images().stream()
                    .filter(image -> isKnown(image, finding) && isPresent(image, finding))
                    .count();
            long absent = cohort.images().stream()
                    .filter(image -> isKnown(image, finding) && !isPresent(image, finding))
                    .count();
            if (present == 0 || absent == 0) {
                problems.add(Sentence.of("Finding " + names.get(k) + " is there in " + present
                                + " images and not there in " + absent
                                + ": a model learns from both. Correct its column, or leave it out of ")
                        .and(PlanKey.COHORT_TARGETS_FINDINGS)
                        .and("."));
            }
        }
    }

    /** In the order of the scores. */
    public List<String> names() {
        return names;
    }

    public int count() {
        return names.size();
    }

    /** What a reader of the report should know of how truths were read. */
    public List<Remark> remarks() {
        return remarks;
    }

    /** What is recorded, whatever is made of uncertain truths. */
    public FindingStatus status(CohortImage image, int finding) {
        return statuses[finding][image.row()];
    }

    /** Whether a truth takes part, by what is made of uncertain ones. */
    public boolean isKnown(CohortImage image, int finding) {
        return status(image, finding).isKnown(uncertain);
    }

    /** Whether the finding counts as there; means nothing where it is not known. */
    public boolean isPresent(CohortImage image, int finding) {
        return status(image, finding).isPresent(uncertain);
    }

    /** The cohort without images of which no finding is known; the flow counts them. */
    public Cohort known(Cohort cohort) {
        Set<Integer> silent = new HashSet<>();
        IntStream.range(0, cohort.size())
                .filter(i -> IntStream.range(0, names.size())
                        .noneMatch(finding -> isKnown(cohort.images().get(i), finding)))
                .forEach(silent::add);
        return cohort.excluding(
                silent,
                "No recorded finding",
                "Of none of the findings a truth is recorded"
                        + (uncertain == TruthReading.Uncertain.EXCLUDE ? " that is certain." : "."));
    }

    /**
     * What patients are dealt by, so that each part has its share of every finding: the rarest finding that any of a
     * patient's images has, by number of patients.
     *
     * @return by patient; findings that more patients have come later in the order of the values
     */
    public SortedMap<String, String> strata(Cohort cohort) {
        Map<String, Set<Integer>> ofPatient = new HashMap<>();
        for (CohortImage image : cohort.images()) {
            Set<Integer> own = ofPatient.computeIfAbsent(image.patient(), patient -> new HashSet<>());
            IntStream.range(0, names.size())
                    .filter(finding -> isKnown(image, finding) && isPresent(image, finding))
                    .forEach(own::add);
        }
        int[] patients = new int[names.size()];
        ofPatient.values().forEach(own -> own.forEach(finding -> patients[finding]++));
        List<Integer> rarestFirst = IntStream.range(0, names.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(patients[a], patients[b]))
                .toList();
        SortedMap<String, String> strata = new TreeMap<>();
        ofPatient.forEach((patient, own) -> strata.put(
                patient,
                rarestFirst.stream()
                        .filter(own::contains)
                        .findFirst()
                        .map(finding -> String.format("%06d %s", rarestFirst.indexOf(finding), names.get(finding)))
                        .orElse(NONE)));
        return strata;
    }
}
