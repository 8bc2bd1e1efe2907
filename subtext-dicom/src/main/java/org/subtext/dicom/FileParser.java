package org.subtext.dicom;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Finds meta information, transfer syntax and data set in a file (PS3.10 section 7.1), whatever of them is missing. */
final class FileParser {
    static final int PREAMBLE = 128;

    private static final int META_GROUP = 2;

    private final ReadLimits limits;
    private final Extent extent;
    private final Predicate<Tag> stopBefore;
    private final Notes notes = new Notes();
    private final Source source;

    private enum Extent {
        WHOLE,
        HEADER,
        UP_TO_TAG
    }

    private FileParser(Source source, ReadLimits limits, Extent extent, Predicate<Tag> stopBefore) {
        this.source = source;
        this.limits = limits;
        this.extent = extent;
        this.stopBefore = stopBefore;
    }

    static FileParser whole(Source source, ReadLimits limits) {
        return new FileParser(source, limits, Extent.WHOLE, tag -> false);
    }

    /** All before the pixel data, which must end inside the file. */
    static FileParser header(Source source, ReadLimits limits) {
        return new FileParser(source, limits, Extent.HEADER, FileParser::isPixels);
    }

    /** Up to a tag and no further; what stands after it may be damaged or missing. */
    static FileParser upTo(Tag last, Source source, ReadLimits limits) {
        return new FileParser(source, limits, Extent.UP_TO_TAG, tag -> tag.compareTo(last) > 0);
    }

    /** What still takes more memory than there is, or lies in itself without end, is this file's own damage. */
    DicomFile parse() throws IOException {
        try {
            return parsed();
        } catch (OutOfMemoryError e) {
            throw new DicomException(
                    "needs more memory than a heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB has; expected less (give Java a larger heap, or leave the file out)",
                    e);
        } catch (StackOverflowError e) {
            throw new DicomException("items within items, deeper than can be read; expected fewer", e);
        }
    }

    private DicomFile parsed() throws IOException {
        int start = start();
        Layout metaLayout = Layout.at(source, start, new Layout(true, false));
        DataSet meta = DataSet.of(List.of());
        int at = start;
        if (startsMeta(start, metaLayout)) {
            DataSetParser parser = new DataSetParser(source, start, limits, notes, tag -> tag.group() != META_GROUP);
            meta = parser.parse(metaLayout);
            at = parser.position();
        } else {
            notes.add("no file meta information");
        }
        if (at >= source.size()) {
            throw DicomException.at(at, "the end of the file after the file meta information", "a data set");
        }
        String uid = meta.string(Tags.TRANSFER_SYNTAX).orElse("");
        TransferSyntax declared = uid.isEmpty() ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN : TransferSyntax.of(uid);
        boolean plain = looksPlain(at, declared);
        if (declared.deflated() && !plain) {
            return dataSet(Source.of(inflated(at)), 0, meta, declared, uid);
        }
        return dataSet(source, at, meta, declared, uid);
    }

    private byte[] inflated(int at) throws IOException {
        if (extent == Extent.UP_TO_TAG) {
            byte[] start = source.copy(0, Math.min(source.size(), (long) at + limits.inflatedBytes()));
            return Inflation.start(start, at, limits.inflatedBytes());
        }
        return Inflation.inflate(source.copy(0, source.size()), at, limits.inflatedBytes());
    }

    private DicomFile dataSet(Source data, int at, DataSet meta, TransferSyntax declared, String uid)
            throws IOException {
        Layout said = new Layout(declared.explicitVr(), declared.bigEndian());
        Layout layout = Layout.at(data, at, said);
        if (uid.isEmpty()) {
            notes.add("no transfer syntax declared");
        } else if (!layout.equals(said)) {
            notes.add("transfer syntax " + declared.name() + " declared, but the data set is in "
                    + (layout.explicit() ? "explicit" : "implicit") + " VR "
                    + (layout.bigEndian() ? "big" : "little") + " endian");
        }
        DataSetParser parser = new DataSetParser(data, at, limits, notes, stopBefore);
        DataSet dataSet = parser.parse(layout);
        boolean pixels = parser.position() < data.size() && extent == Extent.HEADER;
        if (pixels) {
            PixelDataEnd.check(data, parser.position(), layout, limits, notes);
        }
        boolean deflated = data != source;
        TransferSyntax found =
                uid.isEmpty() ? guessed(layout) : declared.found(layout.explicit(), layout.bigEndian(), deflated);
        boolean read = dataSet.has(Tags.PIXEL_DATA)
                || dataSet.has(Tags.FLOAT_PIXEL_DATA)
                || dataSet.has(Tags.DOUBLE_FLOAT_PIXEL_DATA);
        return new DicomFile(meta, dataSet, found, pixels || read, notes.toList());
    }

    private static boolean isPixels(Tag tag) {
        return tag.equals(Tags.PIXEL_DATA)
                || tag.equals(Tags.FLOAT_PIXEL_DATA)
                || tag.equals(Tags.DOUBLE_FLOAT_PIXEL_DATA);
    }

    private static TransferSyntax guessed(Layout layout) {
        if (!layout.explicit()) {
            return TransferSyntax.IMPLICIT_LITTLE_ENDIAN.found(false, layout.bigEndian(), false);
        }
        return layout.bigEndian() ? TransferSyntax.EXPLICIT_BIG_ENDIAN : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }

    /** Where the first element stands: behind the prefix "DICM", or at the very start of a plausible data set. */
    private int start() throws IOException {
        int afterPreamble = PREAMBLE + 4;
        if (source.size() >= afterPreamble && prefixAt(PREAMBLE) && !isValueAtPreamble()) {
            return afterPreamble;
        }
        if (source.size() >= 4 && prefixAt(0)) {
            notes.add("no preamble before the prefix DICM");
            return 4;
        }
        if (source.size() == 0) {
            throw new DicomException("0 bytes; expected a DICOM file");
        }
        if (!DicomContent.plausibleDataSet(source)) {
            throw new DicomException("no DICOM file: neither the prefix DICM at byte 128 nor a data set at its start"
                    + " (PS3.10 section 7.1)");
        }
        notes.add("no preamble");
        return 0;
    }

    /** Whether the four letters only happen to stand there, within a value of a data set without preamble. */
    private boolean isValueAtPreamble() throws IOException {
        int after = PREAMBLE + 4;
        boolean goesOn = source.size() - after >= 8
                && (DicomContent.isFirstGroup(source.unsigned16(after, false))
                        || DicomContent.isFirstGroup(source.unsigned16(after, true)));
        return !goesOn && DicomContent.plausibleDataSet(source);
    }

    private boolean prefixAt(int at) throws IOException {
        return source.unsigned8(at) == 'D'
                && source.unsigned8(at + 1) == 'I'
                && source.unsigned8(at + 2) == 'C'
                && source.unsigned8(at + 3) == 'M';
    }

    private boolean startsMeta(int at, Layout layout) throws IOException {
        return source.size() - at >= 8 && source.unsigned16(at, layout.bigEndian()) == META_GROUP;
    }

    /** Whether a data set that is said to be deflated begins as an element does. */
    private boolean looksPlain(int at, TransferSyntax declared) throws IOException {
        return declared.deflated()
                && source.size() - at >= 8
                && source.unsigned16(at, false) == Tags.SOP_CLASS.group()
                && Layout.isExplicit(source, at);
    }
}
