/**
 * What the user can mend, and how it is said.
 *
 * <p>Start at {@link org.subtext.problems.Problems}: it collects everything wrong with one input and throws once. A
 * message says what was found, where, what was expected and what to do. Leaf package: imports nothing of ours.
 */
@NullMarked
package org.subtext.problems;

import org.jspecify.annotations.NullMarked;
