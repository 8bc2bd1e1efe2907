/**
 * How far a long step has come, told to whoever shows it.
 *
 * <p>Start at {@link org.subtext.progress.Progress}. The command line draws a bar, a log prints a line a stage, tests
 * stay silent. Leaf package: imports nothing of ours.
 */
@NullMarked
package org.subtext.progress;

import org.jspecify.annotations.NullMarked;
