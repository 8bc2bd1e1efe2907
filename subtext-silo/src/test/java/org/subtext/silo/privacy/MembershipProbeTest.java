package org.subtext.silo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.testing.Seeds;

class MembershipProbeTest {
    /** Losses of 200 patients with one to three images; members' are lower by so much. */
    private static MembershipProbe probe(SplittableRandom random, double lower) {
        double[] losses = new double[400];
        String[] patients = new String[400];
        boolean[] isMember = new boolean[400];
        for (int image = 0; image < 400; image++) {
            int patient = random.nextInt(200);
            patients[image] = "patient-" + patient;
            isMember[image] = patient % 2 == 0;
            losses[image] = 1 + random.nextGaussian() - (isMember[image] ? lower : 0);
        }
        return MembershipProbe.of(losses, patients, isMember);
    }

    @Seeds(10)
    void aModelThatRemembersIsSeen(SplittableRandom random) {
        assertThat(probe(random, 1.5).needsSecondYes()).isTrue();
    }

    @Seeds(10)
    void aModelThatTreatsAllAlikeIsNearOneHalf(SplittableRandom random) {
        // the standard error of an AUC of 90 against 90 patients is some 0.043
        assertThat(probe(random, 0).auc().valueOr(0)).isCloseTo(0.5, within(0.16));
    }

    @Test
    void patientsAreCountedOnceAndByTheirMean() {
        double[] losses = new double[80];
        String[] patients = new String[80];
        boolean[] isMember = new boolean[80];
        for (int image = 0; image < 80; image++) {
            patients[image] = "patient-" + image / 2;
            isMember[image] = image < 40;
            // each patient's two images have losses whose mean is that of the others
            losses[image] = image % 2 == 0 ? 0 : 2;
        }
        assertThat(MembershipProbe.of(losses, patients, isMember).auc().valueOr(0))
                .isEqualTo(0.5);
    }

    @Test
    void ofFewPatientsNothingIsSaidAndASecondYesIsNeeded() {
        MembershipProbe few =
                MembershipProbe.of(new double[] {1, 2}, new String[] {"a", "b"}, new boolean[] {true, false});
        assertThat(few.auc()).isInstanceOf(Estimate.Undefined.class);
        assertThat(few.needsSecondYes()).isTrue();
    }

    @Test
    void aPatientOnBothSidesIsRefused() {
        assertThatThrownBy(() ->
                        MembershipProbe.of(new double[] {1, 2}, new String[] {"a", "a"}, new boolean[] {true, false}))
                .hasMessageContaining("both learnt from and held out");
    }
}
