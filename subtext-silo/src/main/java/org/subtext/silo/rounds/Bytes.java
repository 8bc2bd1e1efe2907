package org.subtext.silo.rounds;

import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that nobody changes, equal to others with the same content. */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** @param content handed over: nobody changes it afterwards */
    static Bytes of(byte[] content) {
        return new Bytes(content);
    }

    /** What is inside; not to be changed. */
    byte[] array() {
        return content;
    }

    public int length() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && MessageDigest.isEqual(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
