package org.subtext.joins;

import java.util.LinkedHashSet;
import java.util.Set;
import org.subtext.problems.Sentence;

/**
 * How the keys of two sides met.
 *
 * <p>Linear in the keys; what stands between keys that did not meet is looked for only when it is asked for.
 */
public final class KeyMatch {
    /** What a key names, and so where it may be told. */
    public enum Names {
        /** A key may be shown on the user's own terminal. */
        IMAGES,
        /** Only the form of keys is told, anywhere. */
        PATIENTS
    }

    private final KeySide left;
    private final KeySide right;
    private final Names names;
    private final int leftMatched;
    private final int rightMatched;

    private KeyMatch(KeySide left, KeySide right, Names names) {
        this.left = left;
        this.right = right;
        this.names = names;
        this.leftMatched = left.within(right.distinct());
        this.rightMatched = right.within(left.distinct());
    }

    /** How keys met, compared as they are written. */
    public static KeyMatch of(KeySide left, KeySide right, Names names) {
        return new KeyMatch(left, right, names);
    }

    /** What has a key on the left side. */
    String one() {
        return left.one();
    }

    /** Several of them. */
    String many() {
        return left.many();
    }

    /** Those of the left side whose key the right side has. */
    public int leftMatched() {
        return leftMatched;
    }

    /** Those of the left side whose key the right side lacks. */
    public int leftUnmatched() {
        return left.keys().size() - leftMatched;
    }

    /** Those of the right side whose key the left side has. */
    public int rightMatched() {
        return rightMatched;
    }

    /** Those of the right side that nothing of the left side asked for. */
    public int rightUnmatched() {
        return right.keys().size() - rightMatched;
    }

    /** Whether there were keys on both sides and not one was found on the other. */
    public boolean isNone() {
        return leftMatched == 0 && !left.keys().isEmpty() && !right.keys().isEmpty();
    }

    /** Whether some of the left side found nothing, and others did. */
    public boolean isPartial() {
        return leftMatched > 0 && leftUnmatched() > 0;
    }

    /**
     * "12 of 24 rows of scores.csv have a match in truth.csv, 12 of its 30 rows are asked for", to whoever holds both.
     */
    public String counts() {
        return leftMatched + " of " + left.keys().size() + " " + left.many() + " of " + left.place()
                + " have a match in " + right.place() + "; " + rightMatched + " of its "
                + right.keys().size() + " "
                + right.many() + (rightMatched == 1 ? " is" : " are") + " used";
    }

    /**
     * The same as a sentence for anybody: small counts can be hidden, and no file is named.
     *
     * @param there what the right side is called: "the joined table"
     */
    public Sentence unmatched(String there) {
        return Sentence.EMPTY
                .counted(leftUnmatched(), left.one() + " has", left.many() + " have")
                .and(" no match in " + there + " (")
                .counted(leftMatched, "has one", "have one")
                .and("), and ")
                .counted(rightUnmatched(), right.one() + " there is not used", right.many() + " there are not used")
                .and(".");
    }

    /** What keys of either side look like, and what would make them meet. */
    public Sentence cause() {
        Set<String> here = left.distinct();
        Set<String> there = right.distinct();
        Sentence shown = Sentence.of(names == Names.IMAGES ? " For example " : " Ids look like ")
                .and(example(here, there))
                .and(" here, ")
                .and(example(there, here))
                .and(" there.");
        Set<String> lost = new LinkedHashSet<>(here);
        lost.removeAll(there);
        Set<String> unused = new LinkedHashSet<>(there);
        unused.removeAll(here);
        KeyDifference.Found found = KeyDifference.between(lost, unused);
        return found.matching() == 0
                ? shown
                : shown.and(
                        " But for " + found.words() + ", " + found.matching() + " of " + lost.size() + " would match.");
    }

    /** A key that the other side lacks, or what such keys look like. */
    private Sentence example(Set<String> keys, Set<String> others) {
        Set<String> lost = new LinkedHashSet<>(keys);
        lost.removeAll(others);
        if (lost.isEmpty()) {
            lost = keys;
        }
        String form = KeyForm.of(lost);
        return names == Names.PATIENTS || lost.isEmpty()
                ? Sentence.of(form)
                : Sentence.EMPTY.key(lost.iterator().next(), form);
    }
}
