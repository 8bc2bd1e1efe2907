package org.subtext.looks;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.subtext.provenance.KeyedHash;

/**
 * A set of patients, by the smallest of their salted hashes: enough to tell whether two sets are equal and about how
 * many of one are in the other, and no id.
 *
 * <p>A bottom-k sketch with coordinated samples (Cohen and Kaplan 2007, doi:10.1145/1281100.1281133): of two sets, all
 * patients are known whose hash lies below the smaller of the two largest hashes kept, and these are a sample without
 * regard to anything else. Sets of up to {@value #KEPT} patients are compared exactly.
 *
 * @param count of patients
 * @param hash of all of them, in hexadecimal digits
 * @param smallest the {@value #KEPT} smallest hashes of 64 bits or all there are, ascending, in Base64
 */
public record PatientSketch(int count, String hash, String smallest) {
    static final int KEPT = 1_024;

    private static final int DIGITS = 32;

    public PatientSketch {
        int bytes = Base64.getDecoder().decode(smallest).length; // throws IllegalArgumentException where it is none
        if (count < 1 || bytes != Math.min(count, KEPT) * Long.BYTES || hash.length() != DIGITS) {
            throw new IllegalArgumentException("no sketch of " + count + " patients");
        }
    }

    static PatientSketch of(Set<String> patients, KeyedHash salt) {
        return of(patients, salt, "patient");
    }

    /**
     * A set of whatever tells patients.
     *
     * @param kind of it: texts of two kinds never have one hash
     */
    static PatientSketch of(Set<String> patients, KeyedHash salt, String kind) {
        Function<String, byte[]> hash = salt.ofMany(kind);
        long[] hashes = patients.stream()
                .mapToLong(id -> ByteBuffer.wrap(hash.apply(id)).getLong())
                .sorted()
                .toArray();
        ByteBuffer all = ByteBuffer.allocate(hashes.length * Long.BYTES);
        Arrays.stream(hashes).forEach(all::putLong);
        byte[] kept = Arrays.copyOf(all.array(), Math.min(hashes.length, KEPT) * Long.BYTES);
        String ofAll =
                HexFormat.of().formatHex(salt.digest("patients", all.array())).substring(0, DIGITS);
        return new PatientSketch(hashes.length, ofAll, Base64.getEncoder().encodeToString(kept));
    }

    /** Whether both are of the same patients. */
    boolean isSame(PatientSketch other) {
        return count == other.count && hash.equals(other.hash);
    }

    /**
     * About which share of these patients is also in the other set, exact where neither has more than {@value #KEPT};
     * empty where the other set is so much larger that none of these can be told.
     */
    OptionalDouble shareIn(PatientSketch other) {
        long[] own = hashes();
        long[] others = other.hashes();
        long known = Math.min(largestKnown(own, count), largestKnown(others, other.count));
        long[] sample = Arrays.stream(own).filter(hash -> hash <= known).toArray();
        return Arrays.stream(sample)
                .mapToDouble(hash -> Arrays.binarySearch(others, hash) >= 0 ? 1 : 0)
                .average();
    }

    /** Up to which hash all patients of a set are known. */
    private static long largestKnown(long[] kept, int count) {
        return count <= KEPT ? Long.MAX_VALUE : kept[kept.length - 1];
    }

    private long[] hashes() {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(smallest));
        long[] hashes = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(hashes);
        return hashes;
    }
}
