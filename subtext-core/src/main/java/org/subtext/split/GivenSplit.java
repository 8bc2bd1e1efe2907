package org.subtext.split;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.problems.Problems;

/** A split that came with the data: taken only after proof that no patient is in two parts. */
public final class GivenSplit {
    private GivenSplit() {}

    /**
     * The split in the cohort's split column.
     *
     * @throws org.subtext.problems.InvalidInputException when it leaks, names a part in words unknown here, leaves images
     *     out, or lacks training or test images
     */
    public static PatientSplit of(Cohort cohort) {
        Problems problems = new Problems();
        Map<String, TreeSet<Part>> partsOfPatient = new LinkedHashMap<>();
        for (CohortImage image : cohort.images()) {
            Part part = part(image.split(), image.row(), problems);
            if (part != null) {
                partsOfPatient
                        .computeIfAbsent(image.patient(), p -> new TreeSet<>())
                        .add(part);
            }
        }
        long leaking = partsOfPatient.values().stream()
                .filter(parts -> parts.size() > 1)
                .count();
        if (leaking > 0) {
            problems.add(leaking + (leaking == 1 ? " patient is" : " patients are")
                    + " in more than one part of the given split, so its test images are not independent of training. "
                    + "See which: subtext audit-split TABLE. Let Subtext split by patient instead: leave the split"
                    + " column out.");
        }
        SortedMap<String, Part> parts = new TreeMap<>();
        partsOfPatient.forEach((patient, found) -> parts.put(patient, found.first()));
        PatientSplit split = new PatientSplit(parts);
        for (Part needed : List.of(Part.TRAINING, Part.TEST)) {
            if (problems.isEmpty() && split.patients(needed).isEmpty()) {
                problems.add("The given split has no " + needed.label() + " part. It needs training and test images.");
            }
        }
        problems.throwIfAny();
        return split;
    }

    private static @Nullable Part part(@Nullable String wording, int row, Problems problems) {
        if (wording == null) {
            problems.add(
                    "no part",
                    "Data row " + (row + 1) + " has no part in the split column.",
                    "Every image needs one of train, validation, test; or let Subtext split by patient.");
            return null;
        }
        Part part = Part.of(wording).orElse(null);
        if (part == null) {
            problems.add(
                    "unknown part",
                    "Data row " + (row + 1) + " is in part \"" + wording + "\".",
                    "Known parts: train, validation (val, valid), test.");
        }
        return part;
    }
}
