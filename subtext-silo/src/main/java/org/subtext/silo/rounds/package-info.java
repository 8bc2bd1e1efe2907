/**
 * A masked round run between houses over any carrier of letters: start with
 * {@link org.subtext.silo.rounds.CoordinatorRound} and {@link org.subtext.silo.rounds.SiteRound}. What each side says
 * and refuses at the six steps stands in {@link org.subtext.silo.rounds.MaskedRound} and
 * {@link org.subtext.silo.rounds.MaskedSite}; {@link org.subtext.silo.rounds.Mailbox} is all that they know of how
 * letters travel.
 */
@NullMarked
package org.subtext.silo.rounds;

import org.jspecify.annotations.NullMarked;
