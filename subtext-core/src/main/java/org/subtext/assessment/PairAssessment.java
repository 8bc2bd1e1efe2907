package org.subtext.assessment;

import org.subtext.statistics.Estimate;

/**
 * How far two classes are told apart, the others left out: the mean of the AUCs of either one's score. A reading; the
 * verdict does not use it. Source: Hand and Till (2001), doi:10.1023/A:1010920819831.
 *
 * @param first name of a class
 * @param second name of another one
 * @param auc with its interval
 */
public record PairAssessment(String first, String second, Estimate auc) {}
