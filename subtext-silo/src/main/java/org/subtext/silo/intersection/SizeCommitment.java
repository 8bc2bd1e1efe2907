package org.subtext.silo.intersection;

import java.util.HexFormat;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Randomness;

/**
 * How many patients a party brings, told as a hash first: neither can make its list fit the other's size.
 *
 * @param size of the list
 * @param nonce 32 bytes in hexadecimal, so that the size cannot be guessed from the hash
 */
public record SizeCommitment(int size, String nonce) {
    public SizeCommitment {
        if (size < 1 || !nonce.matches("[0-9a-f]{64}")) {
            throw new RefusedIntersectionException("a list of " + size + " patients was opened, or without its nonce");
        }
    }

    static SizeCommitment of(int size, Randomness randomness) {
        return new SizeCommitment(size, HexFormat.of().formatHex(randomness.bytes(32)));
    }

    /** What is sent first. */
    public ContentHash hash() {
        return ContentHash.ofText("subtext-psi-size-1 " + size + " " + nonce);
    }
}
