package org.subtext.dicom;

import java.util.Locale;

/**
 * The number of a data element: group and element, each 0 to 0xFFFF (PS3.5 section 7.1). Ordered as in a data set.
 */
public record Tag(int group, int element) implements Comparable<Tag> {
    public Tag {
        if ((group & ~0xFFFF) != 0 || (element & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("a tag's group and element are 16 bits each: " + group + ", " + element);
        }
    }

    /** The tag whose group is the upper and whose element is the lower half: {@code Tag.of(0x00280010)}. */
    public static Tag of(int packed) {
        return new Tag(packed >>> 16, packed & 0xFFFF);
    }

    /** Group and element in one number, the group in the upper half; negative for groups from 0x8000. */
    public int packed() {
        return group << 16 | element;
    }

    /** Whether a manufacturer defined it: groups of odd number (PS3.5 section 7.8). */
    public boolean isPrivate() {
        return (group & 1) == 1;
    }

    @Override
    public int compareTo(Tag other) {
        return Integer.compareUnsigned(packed(), other.packed());
    }

    /** As the standard writes it: (0028,0010). */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%04X,%04X)", group, element);
    }
}
