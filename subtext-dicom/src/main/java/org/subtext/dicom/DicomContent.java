package org.subtext.dicom;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;

/** Tells by its first bytes whether a file is DICOM; its name says nothing. */
public final class DicomContent {
    /** Groups with which data sets begin: meta information, directories, identification, patient. */
    private static final Set<Integer> FIRST_GROUPS = Set.of(0x0002, 0x0004, 0x0008, 0x0010);

    /** What stands first is a length, a UID, a character set or an image type: short. */
    private static final long LONGEST_FIRST_VALUE = 1024;

    private DicomContent() {}

    /** Whether a file has the prefix DICM or starts with a plausible data set. Reads its first few kilobytes. */
    public static boolean isDicom(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return isDicom(Source.of(channel, Integer.MAX_VALUE));
        }
    }

    /** Whether the content of a file, or its first {@code 132} bytes or more, is DICOM. */
    public static boolean isDicom(byte[] content) {
        try {
            return isDicom(Source.of(content));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDicom(Source source) throws IOException {
        return prefixed(source, FileParser.PREAMBLE) || prefixed(source, 0) || plausibleDataSet(source);
    }

    private static boolean prefixed(Source source, int at) throws IOException {
        return source.size() >= at + 4
                && source.unsigned16(at, true) == ('D' << 8 | 'I')
                && source.unsigned16(at + 2, true) == ('C' << 8 | 'M');
    }

    /** Whether a data set can begin with an element of this group. */
    static boolean isFirstGroup(int group) {
        return FIRST_GROUPS.contains(group);
    }

    /** Whether the first element could be a data set's: a group that comes first, and a value that fits. */
    static boolean plausibleDataSet(Source source) throws IOException {
        if (source.size() < 8) {
            return false;
        }
        boolean big = FIRST_GROUPS.contains(source.unsigned16(0, true));
        if (!big && !FIRST_GROUPS.contains(source.unsigned16(0, false))) {
            return false;
        }
        Layout layout = new Layout(Layout.isExplicit(source, 0), big);
        if (layout.explicit() && source.size() < 12) {
            return false;
        }
        ElementHeader header;
        try {
            header = ElementHeader.read(source, 0, layout, source.size(), false);
        } catch (DicomException e) {
            return false;
        }
        boolean known = layout.explicit() || header.vr() != Vr.UN;
        return known && header.length() <= LONGEST_FIRST_VALUE && header.value() + header.length() <= source.size();
    }
}
