package org.subtext.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.images.FilesOfFrames.FileOfFrames;
import org.subtext.memory.FileBudget;
import org.subtext.memory.FileBudget.Share;
import org.subtext.memory.FileByFile;
import org.subtext.memory.MemoryExhaustedException;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.VolumeSlices;

/**
 * Decodes PNG, JPEG, TIFF, DICOM and slices of NIfTI volumes (see {@link VolumeSlices}), told apart by their first
 * bytes, never by the file's name.
 *
 * <p>Grey, palette and RGB of 1 to 16 bits keep their stored values: no gamma, no colour profile, no window is applied.
 * Fewer than 8 bits are stretched to 8, 9 to 15 bits to 16; what becomes of signed and 32-bit integers {@link
 * IntegerSamples} says. An orientation tag is applied ({@link Orientation}). Alpha is dropped, not composited. Of a
 * TIFF with several pages that counts which {@link TiffPage} says. DICOM is shown as its file asks ({@link DicomImage})
 * or under the window that its address names, the first frame where none is asked for. JPEGs of more than three
 * components go through their reader's conversion to RGB. Thread-safe.
 */
final class ImageDecoder {
    /** 8192 by 8192: larger than any radiograph or mammogram; what its samples take, {@link FileBudget} asks. */
    static final long DEFAULT_MAX_PIXELS = 1L << 26;

    private static final String MEND =
            "PNG, JPEG, TIFF or DICOM was expected; export other formats to one of these first";

    /** Of bytes without a path. */
    private static final ImageAddress PLAIN = ImageAddress.ofFile(Path.of(""));

    private final long maxPixels;
    private final VolumeSlices volumes = new VolumeSlices();
    private final FilesOfFrames frames;
    private final FileBudget budget;
    private final ImageReaderSpi png = reader("png", "com.sun.imageio");
    private final ImageReaderSpi greyJpeg = reader("jpeg", "com.sun.imageio");
    private final ImageReaderSpi anyJpeg = reader("jpeg", "com.twelvemonkeys");
    private final ImageReaderSpi tiff = reader("tiff", "com.twelvemonkeys");
    /** The other one takes samples of 12 bits, say, for black. */
    private final ImageReaderSpi packedTiff = reader("tiff", "com.sun.imageio");

    ImageDecoder() {
        this(DEFAULT_MAX_PIXELS);
    }

    /** An image of more than {@code maxPixels} is refused before its pixels are allocated. */
    ImageDecoder(long maxPixels) {
        this.maxPixels = maxPixels;
        this.frames = new FilesOfFrames(maxPixels);
        this.budget = new FileBudget(() -> {
            frames.forget();
            volumes.forget();
        });
    }

    /**
     * Reads what an address names: a file, one frame of a DICOM object, one slice of a volume, each perhaps under a
     * window.
     *
     * <p>A volume, and an object of which a frame is asked for, are read once for all parts that are asked for one
     * after the other.
     *
     * @return to be closed when its pixels are no longer needed
     * @throws IOException when the file cannot be read; whether its content is an image is found on decoding
     */
    EncodedImage read(ImageAddress address) throws IOException {
        Share share = budget.share();
        try {
            return read(address, share);
        } catch (NoSuchFileException e) {
            share.close();
            throw new UnreadableImageException("no such file", e);
        } catch (IOException | RuntimeException | Error e) {
            share.close();
            throw e;
        }
    }

    /**
     * Work on one image from reading to the last use of its pixels; where memory runs out it is done once more without
     * any other beside it, and what runs out then is unreadable.
     */
    <T> T alone(FileByFile.Work<T> image) throws IOException {
        try {
            return budget.alone(image);
        } catch (MemoryExhaustedException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
        }
    }

    private EncodedImage read(ImageAddress address, Share share) throws IOException {
        if (VolumeSlices.isSlice(address)) {
            byte[] png = SlicePng.of(address, volumes);
            return new EncodedImage(
                    ContentHash.ofBytes(png), () -> decoded(() -> decodeByContent(png, PLAIN, share)), share);
        }
        if (address.number() == null) {
            byte[] bytes = share.read(address.file());
            return new EncodedImage(
                    AddressedContent.of(ContentHash.ofBytes(bytes), address, Orientation.of(bytes, null)),
                    () -> decoded(() -> decodeByContent(bytes, address, share)),
                    share);
        }
        FileOfFrames file = frames.of(address.file());
        Orientation orientation = Orientation.of(file.bytes(), address.number());
        return new EncodedImage(
                AddressedContent.of(file.hash(), address, orientation),
                () -> decoded(() -> decodeFrame(file, address, share)),
                share);
    }

    /**
     * Stored values of a grey image that was read: of a DICOM frame before any table or window, of any other file the
     * samples as decoded.
     *
     * @throws UnreadableImageException also where the image is in colour, or a window is named
     */
    StoredGrey stored(ImageAddress address, EncodedImage read) throws IOException {
        if (!VolumeSlices.isSlice(address) && DicomContent.isDicom(address.file())) {
            if (address.window() != null) {
                throw new UnreadableImageException("stored values were asked for, and the window " + address.window()
                        + " has no part in them; leave out @" + address.window());
            }
            FileOfFrames file = frames.of(address.file());
            DicomPixels pixels = file.pixels();
            if (pixels == null) {
                read.decode(); // says why
                throw new UnreadableImageException("DICOM without pixels");
            }
            read.share()
                    .take(
                            "stored values",
                            3L * Long.BYTES * pixels.attributes().shape().samples());
            return DicomImage.stored(pixels, frame(address));
        }
        DecodedImage image = read.decode();
        if (image.channels() != 1) {
            throw new UnreadableImageException("an image in colour; grey was expected");
        }
        read.share().take("stored values", (long) Long.BYTES * image.width() * image.height());
        long[] values = new long[image.width() * image.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.sample(i % image.width(), i / image.width(), 0);
        }
        return new StoredGrey(image.width(), image.height(), values, false);
    }

    private DecodedImage decodeFrame(FileOfFrames file, ImageAddress source, Share share) throws IOException {
        UnreadableImageException damage = file.damage();
        if (damage != null) {
            throw new UnreadableImageException(damage.reason(), damage);
        }
        DicomPixels pixels = file.pixels();
        return pixels == null ? decodeByContent(file.bytes(), source, share) : decodeDicom(pixels, source, share);
    }

    /** Decodes a whole file's content; every way in which it can be no image ends in one exception type. */
    DecodedImage decode(byte[] file) throws UnreadableImageException {
        try (Share share = budget.share()) {
            return decoded(() -> decodeByContent(file, PLAIN, share));
        }
    }

    private interface Work {
        DecodedImage run() throws IOException;
    }

    private static DecodedImage decoded(Work work) throws UnreadableImageException {
        try {
            return work.run();
        } catch (UnreadableImageException e) {
            throw e;
        } catch (MemoryExhaustedException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            // Readers answer damaged files with many exception types; none of them is worth a stopped run.
            // What Java says of an index or a number tells nobody anything, and may quote the file.
            String said = e instanceof IOException && e.getMessage() != null ? ": " + e.getMessage() : "";
            throw new UnreadableImageException("damaged or truncated" + said, e);
        }
    }

    private DecodedImage decodeByContent(byte[] file, ImageAddress source, Share share) throws IOException {
        if (file.length == 0) {
            throw new UnreadableImageException("zero bytes");
        }
        if (DicomContent.isDicom(file)) {
            return decodeDicom(DicomImage.pixels(file, maxPixels), source, share);
        }
        if (TiffDirectory.isTiff(file) && source.plane().isEmpty() && source.window() == null) {
            return decodeTiff(file, source.number(), share);
        }
        if (frame(source) != 1) {
            throw new UnreadableImageException("frame " + frame(source)
                    + " was asked for, but the file is no DICOM object and no TIFF; leave out #" + frame(source));
        }
        if (source.window() != null) {
            throw new UnreadableImageException("a window in Hounsfield units was asked for, but the file is no DICOM"
                    + " object; leave out @" + source.window());
        }
        if (PngDecoder.isPng(file)) {
            return decodePng(file, share);
        }
        if (JpegHeader.isJpeg(file)) {
            return decodeJpeg(file, share);
        }
        Optional<String> other = OtherFormats.name(file);
        if (other.isPresent()) {
            throw new UnreadableImageException(other.get() + ", which is not read; " + MEND);
        }
        throw new UnreadableImageException("not an image: starts with " + start(file) + "; " + MEND);
    }

    /** Planes are cut through volumes; a frame lies in its own. */
    private static int frame(ImageAddress source) throws UnreadableImageException {
        if (!source.plane().isEmpty()) {
            throw new UnreadableImageException("plane " + source.plane()
                    + " was asked for, but the file is no NIfTI volume; leave the letter out");
        }
        return AddressedContent.frame(source);
    }

    private static DecodedImage decodeDicom(DicomPixels pixels, ImageAddress source, Share share) throws IOException {
        int frame = frame(source);
        FrameShape shape = pixels.attributes().shape();
        share.take("pixels of " + shape.columns() + " x " + shape.rows(), pixels.memory());
        return DicomImage.decode(pixels, frame, source.window());
    }

    private DecodedImage decodePng(byte[] file, Share share) throws IOException {
        PngDecoder.Header header = PngDecoder.header(file);
        checkSize("PNG", header.width(), header.height(), Byte.SIZE);
        header.requireHeldBy(file.length);
        take("PNG", header.width(), header.height(), header.memory(), share);
        DecodedImage stored = PngDecoder.handles(header)
                ? PngDecoder.decode(file, header)
                : readWith(
                        png,
                        "PNG",
                        Byte.SIZE,
                        file,
                        reader -> RasterPixels.ofPalette(reader.read(0), PngDecoder.colours(file)));
        return Orientation.ofPng(file).upright(stored);
    }

    private static void take(String format, long width, long height, long bytes, Share share)
            throws MemoryExhaustedException {
        share.take("a " + format + " of " + width + " x " + height + " pixels", bytes);
    }

    private DecodedImage decodeJpeg(byte[] file, Share share) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        header.requireReadable();
        checkSize("JPEG", header.width(), header.height(), Byte.SIZE);
        header.requireHeldBy(file);
        take("JPEG", header.width(), header.height(), header.memory(), share);
        DecodedImage stored = header.plainGrey()
                ? readWith(greyJpeg, "JPEG", Byte.SIZE, file, reader -> RasterPixels.of(reader.readRaster(0, null), 1))
                : readWith(anyJpeg, "JPEG", Byte.SIZE, file, reader -> RasterPixels.of(reader.read(0)));
        return Orientation.ofJpeg(file).upright(stored);
    }

    private DecodedImage decodeTiff(byte[] file, @Nullable Integer number, Share share) throws IOException {
        TiffPage page = TiffPage.of(file, number);
        page.requireReadable();
        checkSize("TIFF", page.width(), page.height(), page.bits());
        page.blocks().requireHeldBy(file.length);
        take("TIFF", page.width(), page.height(), page.blocks().memory(), share);
        DecodedImage stored = readWith(
                page.packed() ? packedTiff : tiff,
                "TIFF",
                page.bits(),
                file,
                reader -> tiffPixels(reader.read(page.index()), page));
        return page.orientation().upright(stored);
    }

    private static DecodedImage tiffPixels(BufferedImage read, TiffPage page) throws UnreadableImageException {
        int bits = read.getSampleModel().getSampleSize(0);
        if (page.packed() && bits != (page.bits() < 8 ? 8 : 16)) {
            throw new UnreadableImageException("a TIFF of " + page.bits()
                    + " bits a sample in a form that is not read; export 16-bit grey"); // taken for another type
        }
        return RasterPixels.of(read, page.signed());
    }

    /** What is taken from a reader that stands at a file's start. */
    private interface Taking {
        DecodedImage from(ImageReader reader) throws IOException;
    }

    private DecodedImage readWith(ImageReaderSpi spi, String format, int bits, byte[] file, Taking taking)
            throws IOException {
        ImageReader reader = spi.createReaderInstance();
        StringBuilder damage = new StringBuilder();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> {
                if (meansLostPixels(warning)) {
                    damage.append(damage.isEmpty() ? "" : "; ").append(warning);
                }
            });
            checkSize(format, reader.getWidth(0), reader.getHeight(0), bits);
            DecodedImage image = taking.from(reader);
            if (!damage.isEmpty()) {
                throw new UnreadableImageException("a damaged or truncated " + format + ": " + damage);
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** libjpeg fills what is missing with grey and only warns; stray bytes between segments lose nothing. */
    private static boolean meansLostPixels(String warning) {
        String said = warning.toLowerCase(Locale.ROOT);
        return said.contains("premature end")
                || (said.contains("corrupt") && !said.contains("extraneous"))
                || said.contains("end of file")
                || said.contains("eof");
    }

    /** @param bits of a pixel: of less than 8 there may be more, since a scanned page of bits is large and light */
    private void checkSize(String format, long width, long height, int bits) throws UnreadableImageException {
        long most = bits < Byte.SIZE ? maxPixels * Byte.SIZE / Math.max(1, bits) : maxPixels;
        if (width < 1 || height < 1) {
            throw new UnreadableImageException("a damaged " + format + ": its header says " + width + " x " + height);
        }
        if (width > most || width * height > most) {
            throw new UnreadableImageException("a " + format + " that claims " + width + " x " + height
                    + " pixels; the limit is " + most + " pixels an image");
        }
    }

    private static String start(byte[] file) {
        int shown = Math.min(8, file.length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            if (file[i] < 0x20 || file[i] > 0x7E) {
                return "bytes " + HexFormat.ofDelimiter(" ").formatHex(file, 0, shown);
            }
            text.append((char) file[i]);
        }
        return "\"" + text + "\"";
    }

    private static ImageReaderSpi reader(String format, String vendor) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                if (reader.getClass().getName().startsWith(vendor)) {
                    return reader.getOriginatingProvider();
                }
            } finally {
                reader.dispose();
            }
        }
        throw new IllegalStateException("no " + format + " reader of " + vendor + " on the class path");
    }
}
