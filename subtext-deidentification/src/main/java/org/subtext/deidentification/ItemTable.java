package org.subtext.deidentification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.dicom.Tag;
import org.subtext.provenance.ContentHash;

/**
 * What belongs where: the attributes that the items of each kept sequence may hold, by the macros of PS3.3, and those
 * that stand in items alone.
 *
 * <p>An attribute that may stay in one place says nothing of what it holds in another: pixels in the item of a code
 * would be looked at by nobody. The resource {@code items.csv} has one line a sequence: its tag, whether its items are
 * codes, and the tags that they may hold. An item's Specific Character Set belongs everywhere.
 */
final class ItemTable {
    private static final String RESOURCE = "items.csv";
    private static final int COLUMNS = 4;
    private static final String NONE = "none";
    private static final String CODE = "code";
    private static final Tag SPECIFIC_CHARACTER_SET = Tag.of(0x00080005);

    private final Map<Tag, Set<Tag>> bySequence;
    private final Set<Tag> codes;
    private final Set<Tag> nestedOnly;
    private final ContentHash hash;

    private ItemTable(Map<Tag, Set<Tag>> bySequence, Set<Tag> codes, Set<Tag> nestedOnly, ContentHash hash) {
        this.bySequence = Map.copyOf(bySequence);
        this.codes = Set.copyOf(codes);
        this.nestedOnly = Set.copyOf(nestedOnly);
        this.hash = hash;
    }

    /** The table that belongs to this build. */
    static ItemTable ofBuild() {
        return parse(AttributeTable.resource(RESOURCE));
    }

    /** A table of this text, header first. */
    static ItemTable parse(String text) {
        Map<Tag, Set<Tag>> bySequence = new HashMap<>();
        Set<Tag> codes = new HashSet<>();
        Set<Tag> nestedOnly = new HashSet<>();
        text.lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", COLUMNS);
            Set<Tag> attributes =
                    Arrays.stream(cells[2].split(" ")).map(ItemTable::tag).collect(Collectors.toUnmodifiableSet());
            if (cells[0].equals(NONE)) {
                nestedOnly.addAll(attributes);
                return;
            }
            bySequence.put(tag(cells[0]), attributes);
            if (cells[1].equals(CODE)) {
                codes.add(tag(cells[0]));
            }
        });
        return new ItemTable(bySequence, codes, nestedOnly, ContentHash.ofText(text));
    }

    private static Tag tag(String hex) {
        return Tag.of(Integer.parseUnsignedInt(hex, 16));
    }

    /** Whether an attribute belongs where it stands. */
    boolean belongs(TagPath path) {
        if (path.isTop()) {
            return !nestedOnly.contains(path.last());
        }
        return path.last().equals(SPECIFIC_CHARACTER_SET)
                || bySequence.getOrDefault(path.sequence(), Set.of()).contains(path.last());
    }

    /** Whether the items of a sequence are codes. */
    boolean holdsCodes(Tag sequence) {
        return codes.contains(sequence);
    }

    /** The sequences whose items are known. */
    Set<Tag> sequences() {
        return bySequence.keySet();
    }

    /** Changes whenever a line does. */
    ContentHash hash() {
        return hash;
    }
}
