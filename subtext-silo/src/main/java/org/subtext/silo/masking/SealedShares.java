package org.subtext.silo.masking;

import java.util.Arrays;
import org.subtext.silo.primitives.ChaCha20;

/**
 * The two shares that one site sends another, in 148 bytes that nobody else can read: the share of the masking key,
 * then that of the seed, sealed by ChaCha20-Poly1305 with nonce 0, since each key seals once.
 */
public final class SealedShares {
    public static final int SEALED_BYTES = 2 * Shamir.SHARE_BYTES + ChaCha20.TAG_BYTES;

    private static final byte[] NONCE = new byte[ChaCha20.NONCE_BYTES];

    private SealedShares() {}

    /**
     * Both shares, at the receiver's position.
     *
     * @param ofMasking of the sender's private masking key
     * @param ofSeed of the sender's seed
     */
    public record Pair(Share ofMasking, Share ofSeed) {
        /** In 132 bytes. */
        public byte[] bytes() {
            byte[] bytes = Arrays.copyOf(ofMasking.bytes(), 2 * Shamir.SHARE_BYTES);
            System.arraycopy(ofSeed.bytes(), 0, bytes, Shamir.SHARE_BYTES, Shamir.SHARE_BYTES);
            return bytes;
        }

        /** From 132 bytes. */
        public static Pair of(int position, byte[] bytes) {
            RoundRefusedException.unless(
                    bytes.length == 2 * Shamir.SHARE_BYTES, Refusal.BAD_SHARE, bytes.length + " bytes");
            return new Pair(
                    Share.of(position, Arrays.copyOf(bytes, Shamir.SHARE_BYTES)),
                    Share.of(position, Arrays.copyOfRange(bytes, Shamir.SHARE_BYTES, bytes.length)));
        }
    }

    /** @param sealing the sender's private sealing key */
    public static byte[] seal(Masks masks, int from, int to, byte[] sealing, Pair shares) {
        byte[] key = masks.forShares(from, to, from, sealing);
        byte[] plain = shares.bytes();
        byte[] sealed = ChaCha20.seal(key, NONCE, masks.context(from, to), plain);
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return sealed;
    }

    /** @param sealing the receiver's private sealing key */
    public static Pair open(Masks masks, int from, int to, byte[] sealing, byte[] sealed) {
        byte[] key = masks.forShares(from, to, to, sealing);
        byte[] plain = ChaCha20.open(key, NONCE, masks.context(from, to), sealed)
                .orElseThrow(() -> new RoundRefusedException(Refusal.SHARE_NOT_OPENED, "from position " + from));
        Pair pair = Pair.of(to, plain);
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return pair;
    }
}
