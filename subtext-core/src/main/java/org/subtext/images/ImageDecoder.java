package org.subtext.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.images.FilesOfFrames.FileOfFrames;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.VolumeSlices;

/**
 * Decodes PNG, JPEG, TIFF, DICOM and slices of NIfTI volumes (see {@link VolumeSlices}), told apart by their first
 * bytes, never by the file's name.
 *
 * <p>Grey, palette and RGB of 1 to 16 bits keep their stored values: no gamma, no colour profile, no window is applied.
 * Fewer than 8 bits are stretched to 8, 9 to 15 bits to 16, and 32-bit integers keep their upper half. Alpha is
 * dropped, not composited. Of a TIFF with several pages the first counts. DICOM is shown as its file asks ({@link
 * DicomImage}) or under the window that its address names, the first frame where none is asked for. JPEGs of more than
 * three components go through their reader's conversion to RGB. Thread-safe.
 */
final class ImageDecoder {
    /** 8192 by 8192: larger than any radiograph or mammogram; at most 400 MB while one image is decoded. */
    static final long DEFAULT_MAX_PIXELS = 1L << 26;

    private static final String MEND =
            "PNG, JPEG, TIFF or DICOM was expected; export other formats to one of these first";

    /** Of bytes without a path. */
    private static final ImageAddress PLAIN = ImageAddress.ofFile(Path.of(""));

    private final long maxPixels;
    private final VolumeSlices volumes = new VolumeSlices();
    private final FilesOfFrames frames;
    private final ImageReaderSpi png = reader("png", "com.sun.imageio");
    private final ImageReaderSpi greyJpeg = reader("jpeg", "com.sun.imageio");
    private final ImageReaderSpi anyJpeg = reader("jpeg", "com.twelvemonkeys");
    private final ImageReaderSpi tiff = reader("tiff", "com.twelvemonkeys");

    ImageDecoder() {
        this(DEFAULT_MAX_PIXELS);
    }

    /** An image of more than {@code maxPixels} is refused before its pixels are allocated. */
    ImageDecoder(long maxPixels) {
        this.maxPixels = maxPixels;
        this.frames = new FilesOfFrames(maxPixels);
    }

    /**
     * Reads what an address names: a file, one frame of a DICOM object, one slice of a volume, each perhaps under a
     * window.
     *
     * <p>A volume, and an object of which a frame is asked for, are read once for all parts that are asked for one
     * after the other.
     *
     * @throws IOException when the file cannot be read; whether its content is an image is found on decoding
     */
    EncodedImage read(ImageAddress address) throws IOException {
        if (VolumeSlices.isSlice(address)) {
            byte[] png = SlicePng.of(address, volumes);
            return new EncodedImage(ContentHash.ofBytes(png), () -> decode(png));
        }
        try {
            if (address.number() == null) {
                byte[] bytes = Files.readAllBytes(address.file());
                return new EncodedImage(
                        AddressedContent.of(ContentHash.ofBytes(bytes), address),
                        () -> decoded(() -> decodeByContent(bytes, address)));
            }
            FileOfFrames file = frames.of(address.file());
            return new EncodedImage(
                    AddressedContent.of(file.hash(), address), () -> decoded(() -> decodeFrame(file, address)));
        } catch (NoSuchFileException e) {
            throw new UnreadableImageException("no such file", e);
        }
    }

    private DecodedImage decodeFrame(FileOfFrames file, ImageAddress source) throws IOException {
        UnreadableImageException damage = file.damage();
        if (damage != null) {
            throw new UnreadableImageException(damage.reason(), damage);
        }
        DicomPixels pixels = file.pixels();
        return pixels == null
                ? decodeByContent(file.bytes(), source)
                : DicomImage.decode(pixels, frame(source), source.window());
    }

    /** Decodes a whole file's content; every way in which it can be no image ends in one exception type. */
    DecodedImage decode(byte[] file) throws UnreadableImageException {
        return decoded(() -> decodeByContent(file, PLAIN));
    }

    private interface Work {
        DecodedImage run() throws IOException;
    }

    private static DecodedImage decoded(Work work) throws UnreadableImageException {
        try {
            return work.run();
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers answer damaged files with many exception types; none of them is worth a stopped run.
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UnreadableImageException("damaged or truncated: " + said, e);
        }
    }

    private DecodedImage decodeByContent(byte[] file, ImageAddress source) throws IOException {
        if (file.length == 0) {
            throw new UnreadableImageException("zero bytes");
        }
        if (DicomContent.isDicom(file)) {
            return DicomImage.decode(DicomImage.pixels(file, maxPixels), frame(source), source.window());
        }
        if (frame(source) != 1) {
            throw new UnreadableImageException("frame " + frame(source)
                    + " was asked for, but the file is no DICOM object; leave out #" + frame(source));
        }
        if (source.window() != null) {
            throw new UnreadableImageException("a window in Hounsfield units was asked for, but the file is no DICOM"
                    + " object; leave out @" + source.window());
        }
        if (PngDecoder.isPng(file)) {
            return decodePng(file);
        }
        if (JpegHeader.isJpeg(file)) {
            return decodeJpeg(file);
        }
        if (isTiff(file)) {
            return readWith(tiff, "TIFF", file, false);
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

    private DecodedImage decodePng(byte[] file) throws IOException {
        PngDecoder.Header header = PngDecoder.header(file);
        checkSize("PNG", header.width(), header.height());
        return PngDecoder.handles(header) ? PngDecoder.decode(file, header) : readWith(png, "PNG", file, false);
    }

    private DecodedImage decodeJpeg(byte[] file) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        checkSize("JPEG", header.width(), header.height());
        return readWith(header.plainGrey() ? greyJpeg : anyJpeg, "JPEG", file, header.plainGrey());
    }

    private DecodedImage readWith(ImageReaderSpi spi, String format, byte[] file, boolean rawGrey) throws IOException {
        ImageReader reader = spi.createReaderInstance();
        StringBuilder damage = new StringBuilder();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> {
                if (meansLostPixels(warning)) {
                    damage.append(damage.isEmpty() ? "" : "; ").append(warning);
                }
            });
            checkSize(format, reader.getWidth(0), reader.getHeight(0));
            DecodedImage image =
                    rawGrey ? RasterPixels.of(reader.readRaster(0, null), 1) : RasterPixels.of(whole(reader));
            if (!damage.isEmpty()) {
                throw new UnreadableImageException("a damaged or truncated " + format + ": " + damage);
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage whole(ImageReader reader) throws IOException {
        return reader.read(0);
    }

    /** libjpeg fills what is missing with grey and only warns; stray bytes between segments lose nothing. */
    private static boolean meansLostPixels(String warning) {
        String said = warning.toLowerCase(Locale.ROOT);
        return said.contains("premature end")
                || (said.contains("corrupt") && !said.contains("extraneous"))
                || said.contains("end of file")
                || said.contains("eof");
    }

    private void checkSize(String format, int width, int height) throws UnreadableImageException {
        if (width < 1 || height < 1) {
            throw new UnreadableImageException("a damaged " + format + ": its header says " + width + " x " + height);
        }
        if ((long) width * height > maxPixels) {
            throw new UnreadableImageException("a " + format + " that claims " + width + " x " + height
                    + " pixels; the limit is " + maxPixels + " pixels an image");
        }
    }

    private static boolean isTiff(byte[] file) {
        if (file.length < 4) {
            return false;
        }
        boolean little = file[0] == 'I' && file[1] == 'I' && (file[2] == 42 || file[2] == 43) && file[3] == 0;
        boolean big = file[0] == 'M' && file[1] == 'M' && file[2] == 0 && (file[3] == 42 || file[3] == 43);
        return little || big;
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
