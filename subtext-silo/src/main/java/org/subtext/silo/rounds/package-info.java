/**
 * A masked round run between houses over any carrier of letters: start with {@link org.subtext.silo.rounds.Mailbox},
 * which is all that a round knows of how letters travel.
 */
@NullMarked
package org.subtext.silo.rounds;

import org.jspecify.annotations.NullMarked;
