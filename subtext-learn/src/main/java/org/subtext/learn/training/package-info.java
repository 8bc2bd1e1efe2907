/**
 * Fits a network to labelled images: order, augmentation, loss, update rule, schedule, checkpoints, data-parallel
 * workers.
 *
 * <p>Start at {@link org.subtext.learn.training.TrainingRun}, one training from first pass to last. Nothing here
 * depends on the order in which threads run: every random step draws from a seed named after what it does, and sums
 * over workers are taken in the workers' order. Knows no patients beyond their ordinals, and no files but the
 * checkpoint.
 */
@NullMarked
package org.subtext.learn.training;

import org.jspecify.annotations.NullMarked;
