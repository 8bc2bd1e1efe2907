package org.subtext.silo.privacy;

import java.util.Arrays;
import org.subtext.silo.primitives.Randomness;

/** Who takes part in a round: each patient by a draw of their own, so that nobody's part tells of another's. */
public final class PatientSample {
    private PatientSample() {}

    /**
     * The places of the patients who take part, ascending; there may be none, and their number differs from round to
     * round and is not told.
     *
     * @param patients how many there are
     * @param rate with which each takes part, in (0, 1]
     */
    public static int[] draw(int patients, double rate, Randomness randomness) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("a patient takes part with a probability in (0, 1], got " + rate);
        }
        Coin coin = new Coin(randomness);
        int[] drawn = new int[patients];
        int count = 0;
        for (int patient = 0; patient < patients; patient++) {
            if (coin.withProbability(rate)) {
                drawn[count++] = patient;
            }
        }
        return Arrays.copyOf(drawn, count);
    }
}
