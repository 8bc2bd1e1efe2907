package org.subtext.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.problems.Action;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/** A split that came with the data: taken only after proof that no patient is in two parts. */
public final class GivenSplit {
    private GivenSplit() {}

    /**
     * The split in the cohort's split column.
     *
     * @throws org.subtext.problems.InvalidInputException when it leaks, names a part in words unknown here, leaves
     *     images out, or lacks training or test images
     */
    public static PatientSplit of(Cohort cohort) {
        Problems problems = new Problems();
        Map<String, TreeSet<Part>> partsOfPatient = new LinkedHashMap<>();
        for (CohortImage image : cohort.images()) {
            Part part = part(image.split(), cohort.rowNumber(image), problems);
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
            problems.add(Sentence.of(leaking + (leaking == 1 ? " patient is" : " patients are")
                            + " in more than one part of the given split, so its test images are not independent of"
                            + " training. See which: ")
                    .and(Action.AUDIT_SPLIT, "TABLE")
                    .and(". Let Subtext split by patient instead: leave the split column out."));
        }
        SortedMap<String, Part> parts = new TreeMap<>();
        partsOfPatient.forEach((patient, found) -> parts.put(patient, found.first()));
        PatientSplit split = new PatientSplit(parts);
        requireParts(split, problems);
        problems.throwIfAny();
        return split;
    }

    /**
     * The split in a file of patients, which must know every patient of the cohort.
     *
     * @throws org.subtext.problems.InvalidInputException when the file is faulty, lacks patients, or has no training or
     *     test part
     */
    public static PatientSplit of(Cohort cohort, Path file) throws IOException {
        PatientSplit written = SplitFile.readSplit(file);
        Problems problems = new Problems();
        SplitLines lines = new SplitLines(written.parts(), cohort.plan().ids().spellings());
        SortedMap<String, Part> parts = new TreeMap<>(written.parts());
        int unknown = 0;
        int spelled = 0;
        for (String patient : cohort.patients().keySet()) {
            Part part = lines.part(patient);
            if (part != null) {
                parts.put(patient, part);
            } else {
                unknown++;
                spelled += lines.isSpelledOtherwise(patient) ? 1 : 0;
            }
        }
        if (unknown > 0) {
            Sentence lacking = Sentence.of("Split file " + file + " has no line for " + unknown + " of the cohort's "
                    + cohort.patients().size() + " patients. Add them, or let Subtext split by patient.");
            problems.add(
                    spelled == 0
                            ? lacking
                            : lacking.and(" " + spelled + " of them stand there in another spelling (leading zeros, .0,"
                                            + " letter case and the like): if they are the same people, say so: ")
                                    .set(PlanKey.COHORT_IDS_SPELLINGS, "same")
                                    .and("."));
        }
        if (lines.contradictions() > 0) {
            problems.add(lines.contradictions() + (lines.contradictions() == 1 ? " patient" : " patients")
                    + " of split file " + file + " in two parts, in two spellings of the id. Keep one line of each.");
        }
        PatientSplit split = new PatientSplit(parts);
        requireParts(split, problems);
        problems.throwIfAny();
        return split;
    }

    private static void requireParts(PatientSplit split, Problems problems) {
        for (Part needed : List.of(Part.TRAINING, Part.TEST)) {
            if (problems.isEmpty() && split.patients(needed).isEmpty()) {
                problems.add("The given split has no " + needed.label() + " part. It needs training and test images.");
            }
        }
    }

    private static @Nullable Part part(@Nullable String wording, int rowNumber, Problems problems) {
        if (wording == null) {
            problems.add(
                    "no part",
                    "Row " + rowNumber + " has no part in the split column.",
                    "Every image needs one of train, validation, test; or let Subtext split by patient.");
            return null;
        }
        Part part = Part.of(wording).orElse(null);
        if (part == null) {
            problems.add(
                    "unknown part",
                    "Row " + rowNumber + " is in part \"" + wording + "\".",
                    "Known parts: train, validation (val, valid), test.");
        }
        return part;
    }
}
