package org.subtext.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.folds.FoldCalibration;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.NullCalibration;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.split.Part;

/** Measures on the images and folds of a cross-validated audit how widely its AUCs spread without signal. */
final class CalibratedFolds {
    /** A patient of n images is drawn in proportion to √n where patients are balanced, so an image counts 1/√n. */
    private static final double BALANCED = 0.5;

    private CalibratedFolds() {}

    /** The calibration; null where there was one division, whose scores share nothing. */
    static @Nullable FoldCalibration of(
            AuditPlan plan, PreparedImages images, List<Division> divisions, Progress progress) {
        if (divisions.size() == 1) {
            return null;
        }
        double balance = balance(plan.recognition());
        Seed seed = new Seed(plan.seed()).child("fold calibration");
        return new NullCalibration(NullCalibration.RELABELLINGS, balance, seed, progress)
                .of(cases(images.cohort(), divisions, plan.assessment().primaryUnit()), images.pixels(), images.rows());
    }

    /** By how much the networks' training weighs an image down whose patient has n: n^−balance. */
    static double balance(RecognitionPlan by) {
        return by.training().passes().sampling() == TrainingPlan.Sampling.PATIENT_BALANCED ? BALANCED : 0;
    }

    private static FoldedCases cases(Cohort cohort, List<Division> divisions, Unit unit) {
        Map<String, Integer> patients = new HashMap<>();
        cohort.patients().keySet().forEach(patient -> patients.put(patient, patients.size()));
        Map<String, Integer> caseOrdinals = new HashMap<>();
        int[] patientOfImage = new int[cohort.size()];
        int[] caseOfImage = new int[cohort.size()];
        int[] classOfPatient = new int[patients.size()];
        for (int i = 0; i < cohort.size(); i++) {
            CohortImage image = cohort.images().get(i);
            patientOfImage[i] = patients.getOrDefault(image.patient(), -1);
            classOfPatient[patientOfImage[i]] = image.label();
            String key = caseOf(image, unit);
            Integer known = caseOrdinals.putIfAbsent(key, caseOrdinals.size());
            caseOfImage[i] = known == null ? caseOrdinals.size() - 1 : known;
        }
        return new FoldedCases(patientOfImage, caseOfImage, classOfPatient, folds(patients, divisions));
    }

    private static String caseOf(CohortImage image, Unit unit) {
        return switch (unit) {
            case IMAGE -> image.id();
            case STUDY -> image.patient() + '\n' + image.study();
            case PATIENT -> image.patient();
        };
    }

    private static int[] folds(Map<String, Integer> patients, List<Division> divisions) {
        int[] folds = new int[patients.size()];
        for (int fold = 0; fold < divisions.size(); fold++) {
            for (String patient : divisions.get(fold).split().patients(Part.TEST)) {
                folds[patients.getOrDefault(patient, -1)] = fold;
            }
        }
        return folds;
    }
}
