package org.subtext.deidentification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.dicom.Tag;

/**
 * Where an element stands in a data set, without the numbers of items.
 *
 * @param tags of the sequences around it, outermost first, then its own; at least one
 */
record TagPath(List<Tag> tags) implements Comparable<TagPath> {
    private static final Comparator<TagPath> AS_WRITTEN = Comparator.comparing(TagPath::toString);

    TagPath {
        tags = List.copyOf(tags);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("a path of tags has at least one");
        }
    }

    /** An element of the data set itself. */
    static TagPath of(Tag tag) {
        return new TagPath(List.of(tag));
    }

    /** An element of an item of the sequence that this path leads to. */
    TagPath within(Tag tag) {
        List<Tag> longer = new ArrayList<>(tags);
        longer.add(tag);
        return new TagPath(longer);
    }

    /** The element's own tag. */
    Tag last() {
        return tags.get(tags.size() - 1);
    }

    /** The sequence in whose item it stands; fails where it {@linkplain #isTop stands in none}. */
    Tag sequence() {
        return tags.get(tags.size() - 2);
    }

    /** Whether it stands in no sequence. */
    boolean isTop() {
        return tags.size() == 1;
    }

    @Override
    public int compareTo(TagPath other) {
        return AS_WRITTEN.compare(this, other);
    }

    /** A path as {@link #toString} writes it. */
    static TagPath parse(String text) {
        return new TagPath(Stream.of(text.split("/"))
                .map(tag -> Tag.of(Integer.parseUnsignedInt(tag.replaceAll("[(),]", ""), 16)))
                .toList());
    }

    /** As logs write it: (0054,0220)/(0008,0104). */
    @Override
    public String toString() {
        return tags.stream().map(Tag::toString).collect(Collectors.joining("/"));
    }
}
