package org.subtext.learn.training;

import java.util.Arrays;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan.ClassWeighting;

/** The weight of each class in the loss. */
final class ClassWeights {
    private ClassWeights() {}

    /** One weight a class; balanced weights are inverse to the image count and have mean one. */
    static float[] of(ClassWeighting weighting, LabelledImages images, int classes) {
        int[] counts = new int[classes];
        for (int i = 0; i < images.size(); i++) {
            counts[images.label(i)]++;
        }
        return of(weighting, counts);
    }

    /** The same by how many images each class has. */
    static float[] of(ClassWeighting weighting, int[] counts) {
        int classes = counts.length;
        float[] weights = new float[classes];
        Arrays.fill(weights, 1);
        if (weighting == ClassWeighting.NONE) {
            return weights;
        }
        double sum = Arrays.stream(counts).mapToDouble(n -> 1.0 / n).sum();
        for (int c = 0; c < classes; c++) {
            weights[c] = (float) (classes / (counts[c] * sum));
        }
        return weights;
    }
}
