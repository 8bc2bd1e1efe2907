package org.subtext.silo.masking;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A site's masks: its own, and one for each other site whose shares it holds, added where the other one stands behind
 * it in the roster and taken away where it stands before. Not thread-safe.
 */
public final class Masking {
    private final byte[] own;
    private final Map<Integer, byte[]> added = new TreeMap<>();
    private final Map<Integer, byte[]> subtracted = new TreeMap<>();
    private final MaskStream stream = new MaskStream();

    private Masking(byte[] own) {
        this.own = own;
    }

    /**
     * The masks of the site at a position.
     *
     * @param sharing the sites whose shares were delivered: with no other one a mask could be taken away again
     */
    public static Masking of(Roster roster, int position, MaskingSecrets secrets, SiteSet sharing) {
        RoundRefusedException.unless(
                sharing.contains(position) && roster.all().containsAll(sharing),
                Refusal.NOT_OF_THE_ROUND,
                sharing.toString());
        RoundRefusedException.unless(
                sharing.size() >= roster.quorum(), Refusal.TOO_FEW, sharing.size() + " of " + roster.quorum());
        Masks masks = new Masks(roster);
        Masking masking = new Masking(masks.ofSite(position, secrets.seed()));
        byte[] privateKey = secrets.masking();
        for (int other : sharing.without(position).positions()) {
            (other > position ? masking.added : masking.subtracted)
                    .put(other, masks.betweenSites(position, privateKey, other));
        }
        Arrays.fill(privateKey, (byte) 0);
        return masking;
    }

    /**
     * Masks a stretch of the vector in place.
     *
     * @param from where the stretch begins in the whole vector, a multiple of {@link MaskStream#WORDS_PER_BLOCK}
     */
    public void mask(long from, long[] stretch, int count) {
        stream.add(own, from, stretch, count);
        added.values().forEach(key -> stream.add(key, from, stretch, count));
        subtracted.values().forEach(key -> stream.subtract(key, from, stretch, count));
    }

    /** Overwrites all keys. */
    public void erase() {
        Arrays.fill(own, (byte) 0);
        added.values().forEach(key -> Arrays.fill(key, (byte) 0));
        subtracted.values().forEach(key -> Arrays.fill(key, (byte) 0));
    }
}
