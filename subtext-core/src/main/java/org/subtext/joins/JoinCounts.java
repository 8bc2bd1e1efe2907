package org.subtext.joins;

import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * How many keys of two sides met, and no key: what the record of a table keeps of a join.
 *
 * @param there what the right side is called, for anybody: "the joined table", "metadata.csv"
 * @param one what has a key on the left side: "image", "patient"
 * @param many several of them
 * @param matched those of the left side that found a match
 * @param unmatched those that found none, for want of a key too
 * @param used rows or ids of the right side that the left side asked for
 * @param unused those that nothing asked for
 */
public record JoinCounts(String there, String one, String many, int matched, int unmatched, int used, int unused) {
    /**
     * The counts of a match.
     *
     * @param withoutKey how many of the left side have no key at all
     */
    public static JoinCounts of(KeyMatch match, String there, int withoutKey) {
        return new JoinCounts(
                there,
                match.one(),
                match.many(),
                match.leftMatched(),
                match.leftUnmatched() + withoutKey,
                match.rightMatched(),
                match.rightUnmatched());
    }

    /** Whether all of the left side found a match; a right side that knows more is common and harmless. */
    public boolean whole() {
        return unmatched == 0;
    }

    /** Whether more of the left side found nothing than something. */
    public boolean mostlyLost() {
        return unmatched > matched;
    }

    /** "12 images have no match in the joined table (88 have one), and 30 ids there are not used." */
    public Sentence sentence() {
        return Sentence.EMPTY
                .counted(unmatched, one + " has", many + " have")
                .and(" no match in " + there + " (")
                .counted(matched, "has one", "have one")
                .and("), and ")
                .counted(unused, "id there is not used", "ids there are not used")
                .and(mostlyLost() ? ". More is lost than found: see whether both sides write ids alike." : ".");
    }

    /** What a reader should know of a join that is not whole. */
    public Remark remark() {
        return new Remark(Remark.Code.IMAGES_WITHOUT_MATCH, sentence());
    }
}
