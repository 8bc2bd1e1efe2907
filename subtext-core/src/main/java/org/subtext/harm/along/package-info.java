/**
 * Rates along a recorded number, such as age, without bins: smooth curves, slopes, and whether a model serves patients
 * of one age worse than those of another. Start at {@link org.subtext.harm.along.AlongAssessor}; its findings are a
 * family of their own.
 */
@NullMarked
package org.subtext.harm.along;

import org.jspecify.annotations.NullMarked;
