/**
 * The ports of the recogniser: what is trained, with which plan, on which labelled images, and what comes back.
 *
 * <p>Start at {@link org.subtext.recognition.RecogniserTrainer}. No tensor operations here: a backend (module
 * {@code subtext-learn}) implements the two ports, and pixels cross as floats, scores as float arrays.
 * What can also be looked into says so by being an {@link org.subtext.recognition.InspectableRecogniser}.
 */
@NullMarked
package org.subtext.recognition;

import org.jspecify.annotations.NullMarked;
