/**
 * What the process itself needs around its command: an output whose loss is noticed, a sentence when a signal ends it,
 * and a folder for what libraries unpack. Start with {@link org.subtext.cli.process.Surroundings}. Knows no command.
 */
@NullMarked
package org.subtext.cli.process;

import org.jspecify.annotations.NullMarked;
