/**
 * The commands. Start at {@link org.subtext.cli.Subtext}; each command is one class that builds a plan, calls core, and
 * prints. The only place that constructs a backend, and the only one that writes to the terminal.
 *
 * <p>Exit 0 done, 2 the user can mend it, 1 a bug.
 */
@NullMarked
package org.subtext.cli;

import org.jspecify.annotations.NullMarked;
