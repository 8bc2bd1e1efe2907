package org.subtext.silo.masking;

import org.subtext.provenance.ContentHash;

/**
 * What an attempt at a round is for; each site signs its keys for exactly this.
 *
 * @param plan the hash of the approved plan
 * @param model the hash of all that a site's vector depends on beside its own patients: the model, the operation, and
 *     what was sent down for it. Two rounds with one such hash ask for the same numbers.
 * @param round from 1
 * @param attempt from 1
 */
public record Purpose(ContentHash plan, ContentHash model, int round, int attempt) {
    public Purpose {
        if (round < 1 || attempt < 1) {
            throw new IllegalArgumentException("rounds and attempts count from 1, got " + round + " and " + attempt);
        }
    }
}
