package org.subtext.survey;

/**
 * A learner whose scores are linear in the classes of patients.
 *
 * @param name in the words of a table
 * @param influences what the class of each patient adds to the score of each: {@code [assessed][teaching]}, zero within
 *     a fold
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record Reader(String name, double[][] influences) {}
