package org.subtext.silo.federation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.recognition.local.NetworkValues;
import org.subtext.recognition.local.NetworkValues.NamedArray;
import org.subtext.recognition.local.NetworkValues.Role;
import org.subtext.silo.training.WeightLayout;
import org.subtext.silo.training.WeightLayout.NamedShape;
import org.subtext.silo.training.Weights;

/**
 * A network as it travels: what is learnt, and what batch norms follow.
 *
 * <p>In the place of a variance stands the mean of squares. Means of both, weighted by patients, are then the moments
 * of all patients at once by the law of total variance ({@link org.subtext.silo.training.BatchMoments}), also where
 * only the sum over sites can be read.
 *
 * @param weights learnt by gradients
 * @param moments of each batch norm the means, then the means of squares
 */
public record SharedModel(Weights weights, Weights moments) {
    /** As it travels. */
    public static SharedModel of(NetworkValues network) {
        return new SharedModel(joined(network, true), joined(network, false));
    }

    private static Weights joined(NetworkValues network, boolean learnt) {
        List<NamedArray> own = own(network, learnt);
        WeightLayout layout = new WeightLayout(own.stream()
                .map(array -> new NamedShape(array.name(), array.shape()))
                .toList());
        double[] values = new double[layout.size()];
        int place = 0;
        for (NamedArray array : own) {
            for (int i = 0; i < array.size(); i++) {
                values[place++] = travelling(network, array, i);
            }
        }
        return new Weights(layout, values);
    }

    private static List<NamedArray> own(NetworkValues network, boolean learnt) {
        return network.arrays().stream()
                .filter(array -> (array.role() == Role.WEIGHT) == learnt)
                .toList();
    }

    private static double travelling(NetworkValues network, NamedArray array, int i) {
        if (array.role() != Role.RUNNING_VARIANCE) {
            return array.at(i);
        }
        double mean = meansOf(network, array).at(i);
        return array.at(i) + mean * mean;
    }

    /** The means beside a batch norm's variances: the array before. */
    private static NamedArray meansOf(NetworkValues network, NamedArray variances) {
        int place = network.arrays().indexOf(variances);
        NamedArray before = place == 0 ? variances : network.arrays().get(place - 1);
        if (before.role() != Role.RUNNING_MEAN || before.size() != variances.size()) {
            throw new IllegalArgumentException("no means stand before the variances " + variances);
        }
        return before;
    }

    /**
     * As a network holds it.
     *
     * @param like a network of the same arrays
     */
    public NetworkValues values(NetworkValues like) {
        double[] learnt = weights.values();
        double[] followed = moments.values();
        List<NamedArray> arrays = new ArrayList<>();
        int ofWeights = 0;
        int ofMoments = 0;
        for (NamedArray array : like.arrays()) {
            boolean isLearnt = array.role() == Role.WEIGHT;
            int from = isLearnt ? ofWeights : ofMoments;
            double[] own = Arrays.copyOfRange(isLearnt ? learnt : followed, from, from + array.size());
            if (array.role() == Role.RUNNING_VARIANCE) {
                int means = from - array.size();
                Arrays.setAll(own, i -> Math.max(0, own[i] - followed[means + i] * followed[means + i]));
            }
            arrays.add(array.with(floats(own)));
            ofWeights += isLearnt ? array.size() : 0;
            ofMoments += isLearnt ? 0 : array.size();
        }
        return new NetworkValues(arrays);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Both in one, weights first. */
    Weights all() {
        List<NamedShape> arrays = new ArrayList<>(weights.layout().arrays());
        arrays.addAll(moments.layout().arrays());
        double[] values = Arrays.copyOf(weights.values(), weights.size() + moments.size());
        System.arraycopy(moments.values(), 0, values, weights.size(), moments.size());
        return new Weights(new WeightLayout(arrays), values);
    }

    /** This model after a change of {@link #all}. */
    SharedModel plus(Weights change) {
        double[] values = all().plus(change).values();
        return new SharedModel(
                new Weights(weights.layout(), Arrays.copyOf(values, weights.size())),
                new Weights(moments.layout(), Arrays.copyOfRange(values, weights.size(), values.length)));
    }
}
