package org.subtext.learn.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan.Sampling;

/** Which training image comes at which position of a pass; a function of the seed and the number of the pass alone. */
final class PassOrder {
    private final LabelledImages images;
    private final Sampling sampling;
    private final Seed seed;

    PassOrder(LabelledImages images, Sampling sampling, Seed seed) {
        this.images = images;
        this.sampling = sampling;
        this.seed = seed.child("order");
    }

    /** Indices into the training images, as many as there are images. */
    int[] ofPass(int pass) {
        Seed own = seed.child("pass", pass);
        return switch (sampling) {
            case EVERY_IMAGE -> own.shuffled(IntStream.range(0, images.size()).toArray());
            case PATIENT_BALANCED -> drawnByPatient(own.random());
        };
    }

    private int[] drawnByPatient(SplittableRandom random) {
        double[] cumulative = cumulativeWeights();
        double total = cumulative[cumulative.length - 1];
        int[] order = new int[images.size()];
        for (int i = 0; i < order.length; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
            int drawn = found < 0 ? -found - 1 : found + 1;
            order[i] = Math.min(drawn, order.length - 1);
        }
        return order;
    }

    private double[] cumulativeWeights() {
        Map<Integer, Integer> imagesOfPatient = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            imagesOfPatient.merge(images.patient(i), 1, Integer::sum);
        }
        double[] cumulative = new double[images.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += 1 / Math.sqrt(imagesOfPatient.getOrDefault(images.patient(i), 1));
            cumulative[i] = sum;
        }
        return cumulative;
    }
}
