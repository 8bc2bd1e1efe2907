package org.subtext.sources.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/** Draws the patients of a plan and their exposures; a pure function of the plan. */
final class Population {
    private final PhantomPlan plan;
    private final Seed seed;
    private final int[] groups;
    private final double[] scores;

    Population(PhantomPlan plan) {
        this.plan = plan;
        this.seed = new Seed(plan.seed());
        this.groups = shuffledGroups();
        this.scores = standardisedScores();
    }

    Patient patient(int index) {
        int group = groups[index];
        return Patient.draw(index + 1, group, scores[group], seed.child("patient", index), plan.confounders());
    }

    List<Exposure> exposures(Patient patient) {
        int count = patient.seed()
                .child("number of images")
                .random()
                .nextInt(plan.imagesPerPatientMin(), plan.imagesPerPatientMax() + 1);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Exposure.draw(patient, number, plan.confounders()))
                .toList();
    }

    /** Classes in their shares to within one patient, in an order that says nothing. */
    private int[] shuffledGroups() {
        List<Integer> quota = new ArrayList<>();
        double reached = 0;
        for (int k = 0; k < plan.classes().size(); k++) {
            reached += plan.classes().get(k).share();
            while (quota.size() < Math.round(reached * plan.patients())) {
                quota.add(k);
            }
        }
        return seed.child("classes")
                .shuffled(quota.stream().mapToInt(Integer::intValue).toArray());
    }

    private double[] standardisedScores() {
        double mean = 0;
        double square = 0;
        for (int k = 0; k < plan.classes().size(); k++) {
            double share = plan.classes().get(k).share();
            mean += share * k;
            square += share * k * k;
        }
        double centre = mean;
        double deviation = Math.sqrt(square - mean * mean);
        return IntStream.range(0, plan.classes().size())
                .mapToDouble(k -> (k - centre) / deviation)
                .toArray();
    }
}
