package org.subtext.silo.rounds;

import java.time.Duration;

/** How long the coordinator waits at each step for those who have not answered, before it goes on without them. */
public record Patience(Duration keys, Duration shares, Duration vectors, Duration signatures, Duration reveals) {
    /** The same at each step. */
    public static Patience of(Duration each) {
        return new Patience(each, each, each, each, each);
    }
}
