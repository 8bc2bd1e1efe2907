package org.subtext.silo.intersection;

import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.primitives.X25519;

/**
 * One of two hospitals that look for the patients whom both have, each step in its order: {@link #commitment()},
 * {@link #open(ContentHash)}, {@link #once(SizeCommitment)}, {@link #twice(BlindedList)}, {@link #common(BlindedList)}.
 *
 * <p>Each id becomes a point, which each party multiplies by a secret of its own; equal ids end at equal points, in
 * whichever order. Lists are sent shuffled. Both learn whom of their own the other has too, and how many the other
 * brought; of the others' patients whom they do not have, nothing, if finding discrete logarithms on Curve25519 is as
 * hard as it is taken for (Meadows 1986, doi:10.1109/SP.1986.10022; Huberman, Franklin and Hogg 1999,
 * doi:10.1145/336992.337012).
 *
 * <p>What remains possible: a party may bring ids of patients that it does not have, and learns whether the other has
 * them. So sizes are fixed before lists are seen, capped at 1.2 times the cohort that was declared, and both keep the
 * transcript. Secrets are made for one intersection and not kept. Not thread-safe.
 */
public final class IntersectionParty {
    private final List<String> ids;
    private final int mostOfOther;
    private final byte[] secret;
    private final SizeCommitment size;
    private final Transcript transcript = new Transcript();

    private @Nullable ContentHash committed;
    private @Nullable BlindedList own;
    private @Nullable BlindedList othersTwice;
    private int expected;
    private Step next = Step.OPEN;

    private enum Step {
        OPEN,
        ONCE,
        TWICE,
        COMMON,
        OVER
    }

    /**
     * A party.
     *
     * @param ids of its patients, written as both agreed to write them
     * @param declared how many patients the plan says that it has
     * @param declaredOfOther how many the plan says of the other
     */
    public IntersectionParty(Set<String> ids, int declared, int declaredOfOther, Randomness randomness) {
        if (ids.isEmpty() || ids.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a list without patients, or with a blank id, has no intersection");
        }
        if (ids.size() > cap(declared)) {
            throw new RefusedIntersectionException(
                    "this site's list has " + ids.size() + " patients, and " + declared + " were declared");
        }
        this.mostOfOther = cap(declaredOfOther);
        this.ids = shuffled(ids, randomness);
        this.secret = randomness.bytes(X25519.KEY_BYTES);
        this.size = SizeCommitment.of(ids.size(), randomness);
    }

    /** The most patients of a cohort of whom so many were declared: 1.2 times, rounded down. */
    static int cap(int declared) {
        return (int) Math.min(Integer.MAX_VALUE, declared * 12L / 10);
    }

    /** Sent first. */
    public ContentHash commitment() {
        transcript.sent("size committed", size.hash());
        return size.hash();
    }

    /** Sent when the other's commitment came. */
    public SizeCommitment open(ContentHash othersCommitment) {
        step(Step.OPEN, Step.ONCE);
        if (othersCommitment.equals(size.hash())) {
            throw new RefusedIntersectionException("the other site sent this site's own commitment back");
        }
        committed = othersCommitment;
        transcript.came("size committed", othersCommitment);
        transcript.sent("size opened: " + size.size(), size.hash());
        return size;
    }

    /** This party's list, sent when the other's size came. */
    public BlindedList once(SizeCommitment others) {
        step(Step.ONCE, Step.TWICE);
        transcript.came("size opened: " + others.size(), others.hash());
        if (!others.hash().equals(committed)) {
            throw new RefusedIntersectionException("the other site opened another size than it had committed to");
        }
        if (others.size() > mostOfOther) {
            throw new RefusedIntersectionException("the other site brings " + others.size()
                    + " patients, more than 1.2 times the cohort that it declared");
        }
        expected = others.size();
        own = new BlindedList(ids.stream()
                .map(id -> BlindedList.times(secret, PatientPoint.of(id).u()))
                .toList());
        transcript.sent("list blinded once", own.hash());
        return own;
    }

    /** The other's list with this party's secret on it too, in the order in which it came. */
    public BlindedList twice(BlindedList others) {
        step(Step.TWICE, Step.COMMON);
        transcript.came("list blinded once", others.hash());
        if (others.points().size() != expected) {
            throw new RefusedIntersectionException(
                    "the other site sent " + others.points().size() + " points and had opened " + expected);
        }
        if (!Collections.disjoint(
                others.points(), Set.copyOf(Objects.requireNonNull(own).points()))) {
            throw new RefusedIntersectionException("the other site sent points of this site's own list");
        }
        othersTwice = others.times(secret);
        transcript.sent("list blinded twice", othersTwice.hash());
        return othersTwice;
    }

    /** This party's patients whom the other has too, ascending, when its own list came back. */
    public Set<String> common(BlindedList ownTwice) {
        step(Step.COMMON, Step.OVER);
        transcript.came("list blinded twice", ownTwice.hash());
        if (ownTwice.points().size() != ids.size()) {
            throw new RefusedIntersectionException(
                    "the other site sent " + ownTwice.points().size() + " points back for " + ids.size());
        }
        Set<String> others = Set.copyOf(Objects.requireNonNull(othersTwice).points());
        Set<String> common = new TreeSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (others.contains(ownTwice.points().get(i))) {
                common.add(ids.get(i));
            }
        }
        return common;
    }

    /** What was sent and what came so far, by hashes; to be kept. */
    public List<String> transcript() {
        return transcript.lines();
    }

    private void step(Step expectedStep, Step then) {
        if (next != expectedStep) {
            throw new IllegalStateException("the step is " + next + ", not " + expectedStep);
        }
        next = then;
    }

    /** By random keys of 128 bits a patient: any order is as likely, but for ties that do not happen. */
    private static List<String> shuffled(Set<String> ids, Randomness randomness) {
        record Keyed(String key, String id) {}
        return ids.stream()
                .map(id -> new Keyed(HexFormat.of().formatHex(randomness.bytes(16)), id))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::id)
                .toList();
    }
}
