package org.subtext.harm.along;

import org.subtext.cohort.SmallestGroups;

/**
 * How the patients of a finding lie on a column's numbers, and those of a rate among them. A curve through few numbers
 * is a table of them: with the rate of all patients it gives the counts of a number that few have away.
 *
 * <p>A number is of few where fewer than {@value SmallestGroups#TOLD} patients, and any, have it with one of the four
 * outcomes of truth and call, or where so few or none who have it are with the finding alone, or without it alone. That
 * is the same for all rates of a finding: were one rate told and another not, it would follow who has the finding.
 *
 * @param fewNumbers numbers of few, of the finding
 * @param fewPatients who have such a number, of the rate
 * @param isFewWithout whether those without a number are as of a number of few: what a curve adds up to, taken from
 *     what all have, is theirs
 */
public record Support(int fewNumbers, int fewPatients, boolean isFewWithout) {
    /** Of a run of before this was noted. */
    public static final Support UNKNOWN = new Support(1, 1, true);
}
