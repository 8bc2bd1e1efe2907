package org.subtext.folds;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The images of a cross-validated cohort, with their patients, the patients' classes and folds, and the cases that an
 * AUC counts (images, studies or patients).
 *
 * <p>All ordinals count from 0 without gaps. Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param patientOfImage {@code [image]}
 * @param caseOfImage {@code [image]}; all images of a case are of one patient
 * @param classOfPatient {@code [patient]}
 * @param foldOfPatient {@code [patient]}: in which the patient is assessed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record FoldedCases(int[] patientOfImage, int[] caseOfImage, int[] classOfPatient, int[] foldOfPatient) {
    public FoldedCases {
        if (patientOfImage.length != caseOfImage.length || classOfPatient.length != foldOfPatient.length) {
            throw new IllegalArgumentException("patients and cases are named for every image, classes and folds for"
                    + " every patient; got " + patientOfImage.length + " and " + caseOfImage.length + " images, "
                    + classOfPatient.length + " and " + foldOfPatient.length + " patients");
        }
        if (count(patientOfImage) != classOfPatient.length) {
            throw new IllegalArgumentException(
                    "images name " + count(patientOfImage) + " patients of " + classOfPatient.length);
        }
        if (count(foldOfPatient) < 2) {
            throw new IllegalArgumentException("cross-validation has at least two folds");
        }
    }

    /** One case a patient. */
    public static FoldedCases byPatient(int[] patientOfImage, int[] classOfPatient, int[] foldOfPatient) {
        return new FoldedCases(patientOfImage, patientOfImage, classOfPatient, foldOfPatient);
    }

    public int images() {
        return patientOfImage.length;
    }

    public int patients() {
        return classOfPatient.length;
    }

    public int cases() {
        return count(caseOfImage);
    }

    public int folds() {
        return count(foldOfPatient);
    }

    public int classes() {
        return count(classOfPatient);
    }

    /** The same images and folds with other classes. */
    FoldedCases withClasses(int[] other) {
        return new FoldedCases(patientOfImage, caseOfImage, other, foldOfPatient);
    }

    /** The patient of each case. */
    int[] patientOfCase() {
        int[] patients = new int[cases()];
        for (int image = 0; image < images(); image++) {
            patients[caseOfImage[image]] = patientOfImage[image];
        }
        return patients;
    }

    /** Classes exchanged between the patients of each fold (Fisher–Yates), so that each fold keeps its counts. */
    int[] relabelled(SplittableRandom random) {
        int[] classes = classOfPatient.clone();
        int[][] members = new int[folds()][patients()];
        int[] counts = new int[folds()];
        for (int patient = 0; patient < classes.length; patient++) {
            int fold = foldOfPatient[patient];
            members[fold][counts[fold]++] = patient;
            int other = members[fold][random.nextInt(counts[fold])];
            int kept = classes[other];
            classes[other] = classes[patient];
            classes[patient] = kept;
        }
        return classes;
    }

    private static int count(int[] ordinals) {
        return 1 + Arrays.stream(ordinals).max().orElse(-1);
    }
}
