package org.subtext.silo.primitives;

import java.security.SecureRandom;

/** Where secrets come from. Only tests give another one than the system's. */
@FunctionalInterface
public interface Randomness {
    /** Bytes that nobody can foretell, a new array each time. */
    byte[] bytes(int count);

    /** The system's generator. */
    static Randomness ofTheSystem() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
