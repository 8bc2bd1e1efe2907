package org.subtext.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a TIFF as its directory describes it: which page is meant, and whether its samples can be read for what
 * they are.
 *
 * @param index of its directory, counted from 0
 * @param bits of a sample
 * @param format of a sample, tag 339: 1 unsigned, 2 signed, 3 floating point, 4 unsaid, 5 and 6 complex
 * @param compression tag 259
 * @param photometric tag 262: 0 white is zero, 1 black is zero, 4 a mask
 * @param blocks the strips or tiles that its samples lie in
 */
record TiffPage(
        int index,
        long width,
        long height,
        int bits,
        int format,
        int compression,
        int photometric,
        TiffBlocks blocks,
        Orientation orientation) {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int SUBFILE_TYPE = 255;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    private static final int SAMPLE_FORMAT = 339;

    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int SIGNED = 2;

    /** Of samples that are not all alike. */
    private static final int MIXED = 0;

    private static final Map<Integer, String> UNREAD_COMPRESSIONS = Map.of(
            33003, "JPEG 2000",
            33005, "JPEG 2000",
            34712, "JPEG 2000",
            34887, "LERC",
            34925, "LZMA",
            50000, "Zstandard",
            50001, "WebP",
            50002, "JPEG XL",
            52546, "JPEG XL");

    /**
     * The page that is meant: the one that is named, else the only one, else the first if all others are smaller.
     *
     * <p>Thumbnails and masks are no pages where the file says so by its subfile type.
     *
     * @param number counted from 1; null where none is named
     * @throws UnreadableImageException where there is no such page, or several and none is named
     */
    static TiffPage of(byte[] file, @Nullable Integer number) throws UnreadableImageException {
        List<TiffDirectory> directories = TiffDirectory.all(file);
        List<TiffPage> pages = new ArrayList<>();
        for (int i = 0; i < directories.size(); i++) {
            if (isPage(directories.get(i))) {
                pages.add(of(i, directories.get(i)));
            }
        }
        if (pages.isEmpty()) {
            throw new UnreadableImageException("a TIFF without a page: no directory in it describes an image");
        }
        if (number != null) {
            if (number > pages.size()) {
                throw new UnreadableImageException("page " + number + " was asked for, but the TIFF has "
                        + (pages.size() == 1 ? "1 page" : pages.size() + " pages"));
            }
            return pages.get(number - 1);
        }
        TiffPage first = pages.get(0);
        long asLarge = pages.stream().filter(page -> !page.isSmallerThan(first)).count();
        if (asLarge > 1) {
            throw new UnreadableImageException("a TIFF of " + pages.size() + " pages, and nothing says which is meant;"
                    + " name one behind its path: #1 for the first, #2 for the second, and so on, or export it as a"
                    + " file of its own");
        }
        return first;
    }

    private static boolean isPage(TiffDirectory directory) {
        long kind = directory.number(NEW_SUBFILE_TYPE, 0);
        return (kind & (REDUCED | MASK)) == 0 && directory.number(SUBFILE_TYPE, 1) != 2;
    }

    private static TiffPage of(int index, TiffDirectory directory) {
        return new TiffPage(
                index,
                directory.number(WIDTH, 0),
                directory.number(HEIGHT, 0),
                same(directory.numbers(BITS)),
                same(directory.numbers(SAMPLE_FORMAT)),
                (int) directory.number(COMPRESSION, 1),
                (int) directory.number(PHOTOMETRIC, 1),
                TiffBlocks.of(directory),
                Orientation.ofTag(directory.number(Orientation.TAG, 1)));
    }

    /** What all samples say; both tags stand for 1 where they are absent. */
    private static int same(List<Long> ofSamples) {
        List<Long> different = ofSamples.stream().distinct().toList();
        if (different.isEmpty()) {
            return 1;
        }
        return different.size() == 1 ? different.get(0).intValue() : MIXED;
    }

    private boolean isSmallerThan(TiffPage other) {
        return width * height < other.width * other.height;
    }

    /** Whether values below zero can occur. */
    boolean signed() {
        return format == SIGNED;
    }

    /** Whether samples fill no whole number of bytes and no even part of one: 12 bits, say. */
    boolean packed() {
        return bits != 1 && bits != 2 && bits != 4 && bits % 8 != 0;
    }

    /**
     * Refuses samples of which nobody can say what black and white are, and what no reader here understands, by their
     * own name.
     */
    void requireReadable() throws UnreadableImageException {
        String unread = UNREAD_COMPRESSIONS.get(compression);
        if (unread != null) {
            throw new UnreadableImageException("a TIFF compressed with " + unread
                    + ", which is not read; save it with LZW or Deflate, or without compression");
        }
        if (photometric == MASK) {
            throw new UnreadableImageException("a TIFF that says it is a transparency mask; an image was expected");
        }
        if (bits == MIXED || format == MIXED) {
            throw new UnreadableImageException("a TIFF whose samples have several types; unsigned integers of 8 or 16"
                    + " bits were expected, export it as one of them");
        }
        if (format == 3 || format >= 5) {
            throw new UnreadableImageException("a TIFF of " + (format == 3 ? "floating-point" : "complex")
                    + " samples of " + bits + " bits, for which nothing says what is black and what is white; unsigned"
                    + " integers of 8 or 16 bits were expected, export 16-bit grey, all images on one scale");
        }
        if (packed() && photometric == 0) {
            throw new UnreadableImageException(
                    "a TIFF of " + bits + " bits a sample in which 0 is white, which is not read; export 16-bit grey");
        }
        boolean wide = bits > 16;
        if (wide && bits != 32 || signed() && bits != 8 && bits != 16 && bits != 32) {
            throw new UnreadableImageException("a TIFF of " + (signed() ? "signed " : "") + bits
                    + "-bit integers; unsigned integers of 8 or 16 bits were expected, export 16-bit grey");
        }
        if (photometric == 0 && (wide || signed())) {
            throw new UnreadableImageException("a TIFF of " + (signed() ? "signed " : "") + bits
                    + "-bit integers in which 0 is white, so that nothing says what is black; export 16-bit grey in"
                    + " which 0 is black");
        }
    }
}
