package org.subtext.identities;

import java.util.List;

/**
 * Rows of one column that have one thing wrong with their ids.
 *
 * @param kind what is wrong
 * @param detail in what spellings differ, "" where there is nothing to add
 * @param refused whether nothing can be said about patients before it is mended or declared; otherwise it is only said
 * @param ids distinct ids, or pairs of them, that are concerned
 * @param places the rows to mend, in the order of the table, at least one
 */
public record IdFinding(IdKind kind, String detail, boolean refused, int ids, List<Place> places) {
    /**
     * A row to mend.
     *
     * @param row counted from 0
     * @param like the first row with the other spelling, or -1 where there is none
     */
    public record Place(int row, int like) {}

    public IdFinding {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a finding is about some row");
        }
    }

    /** What it is, as a list of findings says it: "one id in several spellings: leading zeros". */
    public String words() {
        return detail.isEmpty() ? kind.words() : kind.words() + ": " + detail;
    }
}
