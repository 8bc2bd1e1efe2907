package org.subtext.silo.masking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.BadKeyException;
import org.subtext.silo.primitives.Hkdf;
import org.subtext.silo.primitives.X25519;

/**
 * The keys of an attempt's masks and seals: HKDF-SHA-256 with the roster's hash as salt and, as info, a label and the
 * positions (4 bytes each, big-endian). Not thread-safe towards {@link MaskingSecrets#erase}.
 */
public final class Masks {
    private static final int KEY_BYTES = 32;

    private final Roster roster;
    private final byte[] salt;

    public Masks(Roster roster) {
        this.roster = roster;
        this.salt = bytes(roster.hash());
    }

    /**
     * The mask that two sites share, which one adds and the other one takes away.
     *
     * @param own the position whose private masking key is given
     */
    public byte[] betweenSites(int own, byte[] privateKey, int other) {
        byte[] secret = agreed(privateKey, roster.at(other).keys().masking(), other);
        return derived(secret, "mask", Math.min(own, other), Math.max(own, other));
    }

    /** The mask of a site alone. */
    public byte[] ofSite(int position, byte[] seed) {
        return derived(seed.clone(), "self", position);
    }

    /** What shows that a seed is the one a site began with, and tells nothing of it. */
    public byte[] commitment(int position, byte[] seed) {
        return derived(seed.clone(), "commit", position);
    }

    /**
     * What shares are sealed with on their way from one site to another.
     *
     * @param own whose private sealing key is given: the sender or the receiver
     */
    public byte[] forShares(int from, int to, int own, byte[] privateKey) {
        int other = own == from ? to : from;
        byte[] secret = agreed(privateKey, roster.at(other).keys().sealing(), other);
        return derived(secret, "share", from, to);
    }

    /** What is not sent with sealed shares but must be the same: the roster's hash and both positions. */
    public byte[] context(int from, int to) {
        return ByteBuffer.allocate(salt.length + 8)
                .put(salt)
                .putInt(from)
                .putInt(to)
                .array();
    }

    private byte[] agreed(byte[] privateKey, byte[] publicKey, int other) {
        try {
            return X25519.agree(privateKey, publicKey);
        } catch (BadKeyException e) {
            throw new RoundRefusedException(
                    Refusal.BAD_KEY, "a key of " + roster.at(other).site());
        }
    }

    /** The secret is overwritten. */
    private byte[] derived(byte[] secret, String label, int... positions) {
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info =
                ByteBuffer.allocate(name.length + 4 * positions.length).put(name);
        for (int position : positions) {
            info.putInt(position);
        }
        byte[] key = Hkdf.derive(secret, salt, info.array(), KEY_BYTES);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    private static byte[] bytes(ContentHash hash) {
        return HexFormat.of().parseHex(hash.hex());
    }
}
