package org.subtext.silo.rounds;

import org.subtext.provenance.ContentHash;

/**
 * Which round a letter is of.
 *
 * @param plan the hash of the approved plan
 * @param round from 1
 * @param attempt from 1; a round that was refused may be tried again under the next number, with new keys
 */
public record RoundId(ContentHash plan, int round, int attempt) {
    public RoundId {
        if (round < 1 || attempt < 1) {
            throw new IllegalArgumentException("rounds and attempts count from 1, got " + round + " and " + attempt);
        }
    }

    @Override
    public String toString() {
        return "round " + round + ", attempt " + attempt + " of plan " + plan.abbreviated();
    }
}
