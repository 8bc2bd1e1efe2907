package org.subtext.silo.privacy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;

/**
 * How well a model's losses tell patients whom it learnt from from those it did not: each site asks before a model
 * leaves the federation.
 *
 * <p>The AUC of the patients' mean losses, members against held-out ones, as if both were as many: 0.5 where nothing is
 * told. An attack by the threshold of a loss is the simplest one, so that a low AUC proves no privacy; a high one shows
 * that there is none. Source: Yeom and others (2018), doi:10.1109/CSF.2018.00027.
 *
 * @param auc with its interval by patient; undefined where there are too few patients
 */
public record MembershipProbe(Estimate auc) {
    /** Above it a site has to say yes a second time. */
    public static final double LIMIT = 0.60;

    /** Of fewer patients on either side nothing is said. */
    public static final int FEWEST = 20;

    private static final double LEVEL = 0.95;

    /**
     * From losses of images.
     *
     * @param losses one an image, finite
     * @param patients by id
     * @param isMember whether the model learnt from the image's patient; of one patient all or none
     */
    public static MembershipProbe of(double[] losses, String[] patients, boolean[] isMember) {
        Map<String, Patient> byId = new LinkedHashMap<>();
        for (int image = 0; image < losses.length; image++) {
            if (!Double.isFinite(losses[image])) {
                throw new ArithmeticException("the loss of image " + image + " is " + losses[image]);
            }
            boolean member = isMember[image];
            Patient patient = byId.computeIfAbsent(patients[image], id -> new Patient(member));
            if (patient.isMember != member) {
                throw new IllegalArgumentException("a patient is both learnt from and held out, at image " + image);
            }
            patient.sum += losses[image];
            patient.images++;
        }
        Patient[] all = byId.values().toArray(Patient[]::new);
        boolean[] members = new boolean[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            members[i] = all[i].isMember;
            count += all[i].isMember ? 1 : 0;
        }
        if (count < FEWEST || all.length - count < FEWEST) {
            return new MembershipProbe(new Estimate.Undefined(
                    "fewer than " + FEWEST + " patients whom the model learnt from, or whom it did not"));
        }
        double[] scores =
                Arrays.stream(all).mapToDouble(one -> -one.sum / one.images).toArray();
        return new MembershipProbe(DeLong.wald(BinaryScores.independent(scores, members), LEVEL));
    }

    /** Whether the model may leave only with a second yes: above the limit, or where nothing could be said. */
    public boolean needsSecondYes() {
        return !(auc.valueOr(1) <= LIMIT);
    }

    private static final class Patient {
        private final boolean isMember;
        private double sum;
        private int images;

        Patient(boolean isMember) {
            this.isMember = isMember;
        }
    }
}
