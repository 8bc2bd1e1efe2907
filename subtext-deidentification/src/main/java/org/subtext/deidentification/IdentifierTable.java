package org.subtext.deidentification;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.subtext.dicom.Tag;

/**
 * Which attributes identify, and how what they hold may turn up again elsewhere. Names of people (PN), dates and times
 * are told by their representation and UIDs by the list of attributes; the resource {@code identifiers.csv} has the
 * rest, one line an attribute.
 */
final class IdentifierTable {
    /** How a value identifies, or is asked whether it repeats what does. */
    enum Kind {
        PATIENT_NAME,
        PATIENT_ID,
        BIRTH,
        ID,
        TIME,
        TELEPHONE,
        ADDRESS,
        /** Identifies unless institutions are retained. */
        INSTITUTION,
        /** Identifies a device, unless devices are retained; only where it has digits: many a station is called CT. */
        DEVICE,
        /** Says of which class a patient is, often by two letters. */
        CLASS,
        /** A number that counts and measures nothing. */
        ORDINAL,
        /** A number without which pixels cannot be decoded; pixels are held against it. */
        STRUCTURE
    }

    private final Map<Tag, Kind> kinds;

    private IdentifierTable(Map<Tag, Kind> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /** The table that belongs to this build. */
    static IdentifierTable ofBuild() {
        Map<Tag, Kind> kinds = new HashMap<>();
        AttributeTable.resource("identifiers.csv").lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", 3);
            kinds.put(Tag.of(Integer.parseUnsignedInt(cells[0], 16)), Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)));
        });
        return new IdentifierTable(kinds);
    }

    Optional<Kind> kind(Tag tag) {
        return Optional.ofNullable(kinds.get(tag));
    }
}
