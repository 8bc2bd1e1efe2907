/**
 * By how much AUCs of cross-validated scores spread more than their patients explain.
 *
 * <p>In cross-validation each patient helps to teach the recognisers that assess the others, and the others those that
 * assess them. So every pair of patients meets twice, and without signal a pooled AUC varies more than an interval
 * knows that takes scores as given. How much more depends on images, patients and learner. It is measured here:
 * recorded classes are exchanged between the patients of a fold, and learners that cost nothing are trained again, in
 * closed form, on features that no label had a part in. Start at {@link org.subtext.folds.NullCalibration}; what it
 * found is a {@link org.subtext.folds.FoldCalibration}. Knows nothing of networks, of predictions and of verdicts.
 */
@NullMarked
package org.subtext.folds;

import org.jspecify.annotations.NullMarked;
