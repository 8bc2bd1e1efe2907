package org.subtext.silo.intersection;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.X25519;

/**
 * Points that one party, or both, multiplied by a secret: what travels.
 *
 * @param points each 32 bytes in lower-case hexadecimal, no two equal, each a proper point
 */
public record BlindedList(List<String> points) {
    public BlindedList {
        points = List.copyOf(points);
        if (new HashSet<>(points).size() != points.size()) {
            throw new RefusedIntersectionException("a list of points has one twice");
        }
        for (String point : points) {
            if (!point.matches("[0-9a-f]{64}")
                    || !X25519.isProper(HexFormat.of().parseHex(point))) {
                throw new RefusedIntersectionException("a list holds what is no proper point of the curve");
            }
        }
    }

    BlindedList times(byte[] secret) {
        return new BlindedList(
                points.stream().map(point -> times(secret, point)).toList());
    }

    static String times(byte[] secret, String point) {
        return HexFormat.of().formatHex(X25519.agree(secret, HexFormat.of().parseHex(point)));
    }

    /** By which a transcript knows the list. */
    ContentHash hash() {
        return ContentHash.ofText(points.stream().collect(Collectors.joining("\n")));
    }
}
