package org.subtext.perturbation.spectrum;

/**
 * Soft edges of filters: {@code 1 / (1 + (d / r)^(2 n))} at distance d from zero frequency, of order n = {@value
 * #ORDER}.
 *
 * <p>Order 2 shows no visible ringing, order 1 hardly filters, higher ones approach the sharp edge and its ringing.
 * Source: Butterworth (1930), "On the theory of filter amplifiers", Experimental Wireless 7; for images Gonzalez and
 * Woods, Digital Image Processing, chapter on filtering in the frequency domain.
 */
public final class Butterworth {
    static final int ORDER = 2;

    private Butterworth() {}

    /** Share that passes a low-pass filter: one half at the radius. */
    public static double lowPass(long squaredFrequency, double radius) {
        return 1 / (1 + Math.pow(squaredFrequency / (radius * radius), ORDER));
    }
}
