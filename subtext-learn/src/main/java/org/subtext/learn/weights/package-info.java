/**
 * Files of weights: safetensors both ways, Python's {@code .pt} and {@code .pth} state dicts inwards.
 *
 * <p>Start at {@link org.subtext.learn.weights.WeightImport}, which puts a file into a network and says what it did,
 * and {@link org.subtext.learn.weights.WeightExport}. The readers are pure Java, run nothing that a file names, and
 * trust no length in it.
 */
@NullMarked
package org.subtext.learn.weights;

import org.jspecify.annotations.NullMarked;
