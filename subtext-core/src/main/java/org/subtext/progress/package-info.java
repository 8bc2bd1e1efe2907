/**
 * How far a long step has come, told to whoever shows it, and how several threads share one.
 *
 * <p>Start at {@link org.subtext.progress.Progress}. The command line draws a bar, a log prints a line a stage, tests
 * stay silent. {@link org.subtext.progress.InTurn} hands out the items of a list. Leaf package: imports nothing of
 * ours.
 */
@NullMarked
package org.subtext.progress;

import org.jspecify.annotations.NullMarked;
