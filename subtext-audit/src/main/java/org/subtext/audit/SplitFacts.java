package org.subtext.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.report.SplitSummary;
import org.subtext.split.Part;
import org.subtext.wording.Percent;

/** How patients were divided, with the proof that none is in two parts. */
final class SplitFacts {
    private SplitFacts() {}

    static SplitSummary of(Cohort cohort, AuditPlan plan, List<Division> divisions) {
        List<SplitSummary.Part> parts = new ArrayList<>();
        if (divisions.size() > 1) {
            for (Division division : divisions) {
                parts.add(part(division.name(), cohort, division.split().positions(cohort, Part.TEST)));
            }
        } else {
            for (Part part : Part.values()) {
                parts.add(part(part.label(), cohort, divisions.get(0).split().positions(cohort, part)));
            }
        }
        return new SplitSummary(List.of(how(plan, divisions)), proof(cohort, parts), cohort.classNames(), parts);
    }

    private static String how(AuditPlan plan, List<Division> divisions) {
        if (plan.recognition().recogniser() != null) {
            return "The recogniser was given: nobody was trained on here, and everybody was assessed. Whether it was"
                    + " trained on some of them is not known here; their AUC would be too high.";
        }
        SplitPlan split = plan.split();
        if (divisions.size() > 1) {
            return "Patients were divided at random into " + divisions.size()
                    + " folds, stratified by class and balanced in images; each fold was assessed by a recogniser"
                    + " trained on the others only (seed " + plan.seed() + ").";
        }
        if (split.kind() == SplitPlan.Kind.GIVEN) {
            return "The split was given, and taken after proof that no patient is in two parts.";
        }
        return "Patients were divided at random, stratified by class, into " + Percent.exact(split.training())
                + " % training, " + Percent.exact(split.validation()) + " % validation and "
                + Percent.exact(split.test()) + " % test (seed " + plan.seed() + ").";
    }

    private static String proof(Cohort cohort, List<SplitSummary.Part> parts) {
        List<Integer> counts = parts.stream()
                .map(part -> part.patients().stream().mapToInt(n -> n).sum())
                .toList();
        int sum = counts.stream().mapToInt(n -> n).sum();
        int distinct = cohort.patients().size();
        if (sum != distinct) {
            throw new IllegalStateException("parts hold " + sum + " patients of " + distinct + "; a patient is in two");
        }
        String addition = counts.stream().map(n -> Integer.toString(n)).collect(Collectors.joining(" + "));
        return "No patient is in two parts: " + addition + " = " + distinct + " distinct patients.";
    }

    private static SplitSummary.Part part(String name, Cohort cohort, int[] positions) {
        int classes = cohort.classNames().size();
        int[] images = new int[classes];
        Map<Integer, TreeSet<String>> patients = new TreeMap<>();
        for (int position : positions) {
            CohortImage image = cohort.images().get(position);
            images[image.label()]++;
            patients.computeIfAbsent(image.label(), k -> new TreeSet<>()).add(image.patient());
        }
        List<Integer> patientCounts = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            patientCounts.add(patients.getOrDefault(k, new TreeSet<>()).size());
        }
        return new SplitSummary.Part(
                name, patientCounts, Arrays.stream(images).boxed().toList());
    }
}
