/** What a terminal is shown while a command works, and of what it read: progress, and counts in lines. */
@NullMarked
package org.subtext.cli.terminal;

import org.jspecify.annotations.NullMarked;
