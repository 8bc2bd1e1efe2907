package org.subtext.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One DICOM file (PS3.10 section 7), immutable and read as it is, not as its header says: a file without preamble or
 * meta information, a data set in another layout than its transfer syntax declares, padding and stray delimiters are
 * read and noted. What is cut off, longer than its place or beyond the limits is refused with a {@link DicomException}.
 */
public final class DicomFile {
    private static final int PIECE = 1 << 18;

    private final DataSet meta;
    private final DataSet dataSet;
    private final TransferSyntax transferSyntax;
    private final boolean pixels;
    private final List<String> notes;

    DicomFile(DataSet meta, DataSet dataSet, TransferSyntax transferSyntax, boolean pixels, List<String> notes) {
        this.meta = meta;
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
        this.pixels = pixels;
        this.notes = notes;
    }

    /** The whole file, with pixel data, within {@link ReadLimits#defaults}. */
    public static DicomFile read(Path file) throws IOException {
        return read(file, ReadLimits.defaults());
    }

    /**
     * The whole file, with pixel data.
     *
     * @throws DicomException when it is no DICOM file, is damaged, or costs more than the limits allow
     */
    public static DicomFile read(Path file, ReadLimits limits) throws IOException {
        long size = Files.size(file);
        if (size > limits.bytes()) {
            throw new DicomException("a file of " + size + " bytes; expected " + limits.bytes()
                    + " at most (ReadLimits; more memory raises it)");
        }
        byte[] content = new byte[(int) size];
        int have = 0;
        try (InputStream in = Files.newInputStream(file)) {
            // In pieces: each thread keeps a buffer outside the heap as large as the largest that it ever read.
            for (int got = 0; got >= 0 && have < content.length; have += Math.max(0, got)) {
                got = in.read(content, have, Math.min(PIECE, content.length - have));
            }
        }
        return read(have == content.length ? content : Arrays.copyOf(content, have), limits);
    }

    /** The whole of a file's content; the array is not copied and must not be changed afterwards. */
    public static DicomFile read(byte[] content, ReadLimits limits) throws DicomException {
        return parsed(FileParser.whole(Source.of(content), limits));
    }

    /**
     * All before the pixel data, and no more of the file than that needs. Pixel data are not read, but that they end
     * inside the file is checked.
     */
    public static DicomFile readHeader(Path file) throws IOException {
        return readHeader(file, ReadLimits.defaults());
    }

    public static DicomFile readHeader(Path file, ReadLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return FileParser.header(Source.of(channel, limits.bytes()), limits).parse();
        }
    }

    /**
     * The elements up to a tag, {@code last} included, and no more of the file than that needs: neither what follows
     * nor the rest of a deflated data set is looked at, so a file may be damaged there.
     */
    public static DicomFile readUpTo(Tag last, Path file, ReadLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return FileParser.upTo(last, Source.of(channel, limits.bytes()), limits)
                    .parse();
        }
    }

    /** All before the pixel data of a content in memory. */
    public static DicomFile readHeader(byte[] content, ReadLimits limits) throws DicomException {
        return parsed(FileParser.header(Source.of(content), limits));
    }

    private static DicomFile parsed(FileParser parser) throws DicomException {
        try {
            return parser.parse();
        } catch (DicomException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** File meta information, group 0002 (PS3.10 section 7.1); empty where the file has none. */
    public DataSet meta() {
        return meta;
    }

    public DataSet dataSet() {
        return dataSet;
    }

    /** The declared UID with the layout that was found; of a file that declares none the one found. */
    public TransferSyntax transferSyntax() {
        return transferSyntax;
    }

    /** Whether binary values of the data set have their most significant byte first. */
    public boolean bigEndian() {
        return transferSyntax.bigEndian();
    }

    /** What of the file was mended or left out on reading, in words without any value; usually empty. */
    public List<String> notes() {
        return notes;
    }

    /** Whether the file has pixel data, read or not; of a file read up to a tag, whether that went so far. */
    public boolean hasPixels() {
        return pixels;
    }

    /** The pixels as stored; empty where the file has none or only the header was read. */
    public Optional<PixelData> pixelData() {
        return dataSet.find(Tags.PIXEL_DATA)
                .or(() -> dataSet.find(Tags.FLOAT_PIXEL_DATA))
                .or(() -> dataSet.find(Tags.DOUBLE_FLOAT_PIXEL_DATA))
                .map(PixelData::of);
    }
}
