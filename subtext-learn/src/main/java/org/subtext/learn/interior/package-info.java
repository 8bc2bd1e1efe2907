/**
 * What a trained network computes on the way to its scores: embeddings of its layers, maps of importance, attacked
 * images.
 *
 * <p>Start at {@link org.subtext.learn.interior.TorchInterior}. Whatever needs a gradient runs the float32 network;
 * embeddings and scores run the one that scores. Knows neither training nor files.
 */
@NullMarked
package org.subtext.learn.interior;

import org.jspecify.annotations.NullMarked;
