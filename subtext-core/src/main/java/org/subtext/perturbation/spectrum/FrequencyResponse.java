package org.subtext.perturbation.spectrum;

/** What share of a spatial frequency a filter lets through, alike in every direction. */
@FunctionalInterface
public interface FrequencyResponse {
    /** @param squaredFrequency (cycles per image)², an integer: the sum of the squares of the two axes' frequencies */
    double at(long squaredFrequency);
}
