package org.subtext.deidentification.verification;

/**
 * Something that keeps an output from being proven; never a value.
 *
 * @param kind what
 * @param file place in the output folder; empty where it is not one file's
 * @param where tags or a part of the file, such as {@code (0054,0220)/(0008,0104)}; may be empty
 */
public record Finding(FindingKind kind, String file, String where) implements Comparable<Finding> {
    @Override
    public int compareTo(Finding other) {
        int byFile = file.compareTo(other.file);
        int byKind = byFile != 0 ? byFile : kind.compareTo(other.kind);
        return byKind != 0 ? byKind : where.compareTo(other.where);
    }
}
