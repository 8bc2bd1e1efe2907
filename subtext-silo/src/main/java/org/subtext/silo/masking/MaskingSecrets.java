package org.subtext.silo.masking;

import java.util.Arrays;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.primitives.X25519;

/** What a site keeps to itself during one attempt, 32 bytes each; never used for another one. */
public final class MaskingSecrets {
    /** Bytes of each of the three. */
    public static final int BYTES = 32;

    private final byte[] sealing;
    private final byte[] masking;
    private final byte[] seed;

    /**
     * @param sealing the private key of c
     * @param masking the private key of s
     * @param seed b of the protocol, which the site's own mask is made of
     */
    public MaskingSecrets(byte[] sealing, byte[] masking, byte[] seed) {
        if (sealing.length != BYTES || masking.length != BYTES || seed.length != BYTES) {
            throw new IllegalArgumentException("secrets of an attempt have " + BYTES + " bytes each");
        }
        this.sealing = sealing.clone();
        this.masking = masking.clone();
        this.seed = seed.clone();
    }

    public static MaskingSecrets drawn(Randomness randomness) {
        return new MaskingSecrets(randomness.bytes(BYTES), randomness.bytes(BYTES), randomness.bytes(BYTES));
    }

    public MaskingKeys keys() {
        return new MaskingKeys(X25519.publicOf(sealing), X25519.publicOf(masking));
    }

    public byte[] sealing() {
        return sealing.clone();
    }

    public byte[] masking() {
        return masking.clone();
    }

    public byte[] seed() {
        return seed.clone();
    }

    /** Overwrites all three; nothing can be done with them afterwards. */
    public void erase() {
        Arrays.fill(sealing, (byte) 0);
        Arrays.fill(masking, (byte) 0);
        Arrays.fill(seed, (byte) 0);
    }

    @Override
    public String toString() {
        return "secrets of an attempt";
    }
}
