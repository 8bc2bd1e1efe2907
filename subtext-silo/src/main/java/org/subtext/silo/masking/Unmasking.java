package org.subtext.silo.masking;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.silo.primitives.X25519;

/**
 * What the coordinator takes away from the sum of masked vectors: of each site that answered its own mask, of each that
 * dropped the masks that it shared with those who answered. Of no site can both be given. Not thread-safe.
 */
public final class Unmasking {
    private final Roster roster;
    private final SiteSet answered;
    private final SiteSet dropped;
    private final Masks masks;
    private final MaskStream stream = new MaskStream();
    private final Set<Integer> taken = new HashSet<>();

    /** In the sum with a plus, so to be taken away; and the other way round. */
    private final List<byte[]> added = new ArrayList<>();

    private final List<byte[]> subtracted = new ArrayList<>();

    /**
     * @param sharing the sites with whose masks those who answered masked
     * @param answered the sites whose vectors are in the sum
     */
    public Unmasking(Roster roster, SiteSet sharing, SiteSet answered) {
        RoundRefusedException.unless(
                roster.all().containsAll(sharing) && sharing.containsAll(answered),
                Refusal.NOT_OF_THE_ROUND,
                answered + " of " + sharing);
        RoundRefusedException.unless(
                answered.size() >= roster.quorum(), Refusal.TOO_FEW, answered.size() + " of " + roster.quorum());
        this.roster = roster;
        this.answered = answered;
        this.dropped = sharing.without(answered);
        this.masks = new Masks(roster);
    }

    /**
     * Opens the seed of a site that answered.
     *
     * @param commitment what the site gave with its shares, by which a wrong share is seen
     */
    public void takeSeed(int position, Collection<Share> shares, byte[] commitment) {
        RoundRefusedException.unless(answered.contains(position), Refusal.BOTH_SETS, "position " + position);
        byte[] seed = Shamir.combine(shares, roster.threshold());
        RoundRefusedException.unless(
                MessageDigest.isEqual(masks.commitment(position, seed), commitment),
                Refusal.BAD_SHARE,
                "the seed of " + roster.at(position).site() + " is not the one it began with");
        take(position);
        added.add(masks.ofSite(position, seed));
    }

    /** Opens the masking key of a site that dropped. */
    public void takeMaskingKey(int position, Collection<Share> shares) {
        RoundRefusedException.unless(dropped.contains(position), Refusal.BOTH_SETS, "position " + position);
        byte[] privateKey = Shamir.combine(shares, roster.threshold());
        RoundRefusedException.unless(
                MessageDigest.isEqual(
                        X25519.publicOf(privateKey), roster.at(position).keys().masking()),
                Refusal.BAD_SHARE,
                "the masking key of " + roster.at(position).site() + " is not that of the roster");
        take(position);
        for (int other : answered.positions()) {
            (position > other ? added : subtracted).add(masks.betweenSites(position, privateKey, other));
        }
    }

    /**
     * Takes all masks away from a stretch of the sum, in place.
     *
     * @param from where the stretch begins in the whole vector, a multiple of {@link MaskStream#WORDS_PER_BLOCK}
     */
    public void unmask(long from, long[] stretch, int count) {
        RoundRefusedException.unless(
                taken.size() == answered.size() + dropped.size(),
                Refusal.TOO_FEW,
                "secrets of " + taken.size() + " of " + (answered.size() + dropped.size()) + " sites");
        added.forEach(key -> stream.subtract(key, from, stretch, count));
        subtracted.forEach(key -> stream.add(key, from, stretch, count));
    }

    /** Overwrites all keys. */
    public void erase() {
        added.forEach(key -> Arrays.fill(key, (byte) 0));
        subtracted.forEach(key -> Arrays.fill(key, (byte) 0));
    }

    private void take(int position) {
        RoundRefusedException.unless(taken.add(position), Refusal.SITE_TWICE, "position " + position);
    }
}
