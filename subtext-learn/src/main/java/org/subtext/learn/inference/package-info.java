/**
 * From pixels to scores: reading and scaling batches, precision, and streaming any number of images through a network.
 *
 * <p>Start at {@link org.subtext.learn.inference.Scoring}; {@link org.subtext.learn.inference.PixelBatches} is the
 * stream below it, which other work on images shares. Training uses the same classes for its validation images, so that
 * what is validated is what is scored later. Knows no labels and no files.
 */
@NullMarked
package org.subtext.learn.inference;

import org.jspecify.annotations.NullMarked;
