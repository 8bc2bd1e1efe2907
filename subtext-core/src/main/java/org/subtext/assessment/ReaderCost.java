package org.subtext.assessment;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of an audit took.
 *
 * @param seconds from images at hand to scores, on the machine of the run; null where several processes shared the work
 */
public record ReaderCost(RungKind kind, @Nullable Double seconds) {
    public static ReaderCost of(RungKind kind, OptionalDouble seconds) {
        return new ReaderCost(kind, seconds.isPresent() ? seconds.getAsDouble() : null);
    }
}
