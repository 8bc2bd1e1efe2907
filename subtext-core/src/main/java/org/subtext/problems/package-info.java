/**
 * What the user can mend, and how it is said.
 *
 * <p>Start at {@link org.subtext.problems.Problems}: it collects everything wrong with one input and throws once. A
 * {@link org.subtext.problems.Problem} says what was found, where, what was expected, and names the {@link
 * org.subtext.problems.Knob} that mends it; {@link org.subtext.problems.Words} is what a face implements to say how
 * that knob is turned there. Nothing here knows an option, a command or a page. Leaf package: imports nothing of ours.
 */
@NullMarked
package org.subtext.problems;

import org.jspecify.annotations.NullMarked;
