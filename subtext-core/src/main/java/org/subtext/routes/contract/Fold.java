package org.subtext.routes.contract;

import java.nio.file.Path;

/**
 * One recogniser of a finished audit with the positions of the cohort's images it learnt from and is assessed on.
 * Patients are whole in each.
 *
 * @param name "model", or "fold 1" and so on
 * @param model the stored recogniser
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares folds
public record Fold(String name, Path model, int[] training, int[] validation, int[] test) {
    /** Images that settings may be prepared from: those learnt from, or where a network was given, those assessed. */
    public int[] preparing() {
        return training.length == 0 ? test : training;
    }
}
