/**
 * What a process must not forget when it is killed, written before it acts: start with
 * {@link org.subtext.silo.journal.Journal}. Knows nothing of what is written.
 */
@NullMarked
package org.subtext.silo.journal;

import org.jspecify.annotations.NullMarked;
