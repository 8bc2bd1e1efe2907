/**
 * Recognisers for tests, without an engine: one that really learns, and doubles that keep account of what is asked of
 * them.
 *
 * <p>Start at {@link org.subtext.recognition.testing.LogisticTrainer}. Other modules find the package in core's
 * test-jar.
 */
@NullMarked
package org.subtext.recognition.testing;

import org.jspecify.annotations.NullMarked;
