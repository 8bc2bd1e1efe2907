package org.subtext.silo.rounds;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.SiteSet;

/**
 * What the parties of a masked round send each other, in the order of its six steps. From the roster on every message
 * names the roster's hash, so that it is of one attempt and no other.
 *
 * <p>Nothing in them is free text: sites are told by name in the first two, by position afterwards.
 */
public sealed interface RoundMessage {
    /** Step 1, from a site: its public keys for this attempt, signed. */
    record KeysOffered(Purpose purpose, String site, MaskingKeys keys, Bytes signature) implements RoundMessage {}

    /** Step 2, from the coordinator: who takes part, and each site's signature of its keys, in order of position. */
    record RosterShown(Roster roster, List<Bytes> signatures) implements RoundMessage {
        public RosterShown {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * Step 3, from a site.
     *
     * @param commitment by which the coordinator knows the seed again
     * @param sealed shares for each other site by its position; only that site can read them
     */
    record SharesSealed(ContentHash roster, Bytes commitment, SortedMap<Integer, Bytes> sealed)
            implements RoundMessage {}

    /**
     * Step 3, passed on to a site.
     *
     * @param sharing who sent shares, the receiver among them
     * @param sealed by the position of the sender
     */
    record SharesDelivered(ContentHash roster, SiteSet sharing, SortedMap<Integer, Bytes> sealed)
            implements RoundMessage {}

    /**
     * Step 4, from a site: one stretch of its masked vector.
     *
     * @param sharing with whose masks it is masked
     * @param vector SHA-256 of the whole masked vector
     * @param length words of the whole
     * @param part from 0; each but the last has {@link MaskedVector#PART_WORDS} words
     * @param words little-endian
     */
    record VectorPart(ContentHash roster, SiteSet sharing, ContentHash vector, long length, int part, Bytes words)
            implements RoundMessage {}

    /** Step 5, from the coordinator: whose vectors are in the sum. */
    record AnsweredShown(ContentHash roster, SiteSet sharing, SiteSet answered) implements RoundMessage {}

    /** Step 5, from a site: its signature of the roster and both sets. */
    record SetSigned(ContentHash roster, Bytes signature) implements RoundMessage {}

    /** Step 6, from the coordinator: the sets, and signatures of them by position. */
    record UnmaskAsked(ContentHash roster, SiteSet answered, SiteSet dropped, SortedMap<Integer, Bytes> signatures)
            implements RoundMessage {}

    /**
     * Step 6, from a site: its shares of 66 bytes.
     *
     * @param seeds by the position of each site that answered
     * @param maskingKeys by the position of each site that dropped
     */
    record SharesRevealed(ContentHash roster, SortedMap<Integer, Bytes> seeds, SortedMap<Integer, Bytes> maskingKeys)
            implements RoundMessage {}

    /** From the coordinator: the round is over, and nothing of it need be kept. */
    record RoundClosed(boolean isOpened) implements RoundMessage {}

    /** From either: a letter was not taken. */
    record Declined(Refusal refusal) implements RoundMessage {}

    /** As it travels. */
    default byte[] bytes() {
        return MessageWriter.bytes(this);
    }

    /** Reads what travelled; anything that is not exactly one message is refused. */
    static RoundMessage of(byte[] bytes) {
        return new MessageReader(bytes).message();
    }

    /** What a site signs in step 1. */
    static byte[] signedKeys(Purpose purpose, String site, MaskingKeys keys) {
        return MessageWriter.signedKeys(purpose, site, keys);
    }

    /** What a site signs in step 5. */
    static byte[] signedSets(ContentHash roster, SiteSet sharing, SiteSet answered) {
        return MessageWriter.signedSets(roster, sharing, answered);
    }

    /** Whether a map speaks of exactly these sites. */
    static boolean isOf(SiteSet sites, Map<Integer, ?> byPosition) {
        return SiteSet.of(byPosition.keySet()).equals(sites);
    }
}
