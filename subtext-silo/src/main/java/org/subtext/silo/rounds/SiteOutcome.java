package org.subtext.silo.rounds;

import java.util.Optional;
import org.subtext.silo.masking.Refusal;

/**
 * How a round ended for a site.
 *
 * @param isOpened whether the coordinator said that a sum was opened, over whichever sites
 * @param hasRevealed whether this site helped to open one
 * @param refusal why the coordinator took no more of this site; empty where it did not say so
 */
public record SiteOutcome(boolean isOpened, boolean hasRevealed, Optional<Refusal> refusal) {}
