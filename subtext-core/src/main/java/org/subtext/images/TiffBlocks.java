package org.subtext.images;

import java.util.List;
import java.util.Map;

/**
 * The strips or tiles of a TIFF's page (TIFF 6.0 sections 3 and 15): what they unpack to, held against what the file
 * holds before anything is allocated.
 *
 * @param width of a block in pixels; of strips that of the page
 * @param height of a block in rows
 * @param across blocks beside each other
 * @param down blocks below each other
 * @param planes blocks on top of each other: one a sample where samples lie apart
 * @param samples of a pixel within a block
 * @param bits of a sample
 * @param bytes length of each block in the file, as far as the directory says it
 */
record TiffBlocks(
        boolean tiled,
        TiffBlocks.Size page,
        long width,
        long height,
        long across,
        long down,
        long planes,
        long samples,
        long bits,
        int compression,
        boolean isSubsampled,
        boolean isPalette,
        List<Long> bytes) {
    /** Of the page, in pixels. */
    record Size(long width, long height) {}

    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int YCBCR = 6;
    private static final int PALETTE = 3;
    private static final int NONE = 1;

    /** A side of a tile may reach over the page's edge, but a tile this much longer was not meant. */
    private static final long LONGEST_BEYOND_PAGE = 4096;

    /**
     * What a byte unpacks to at most, by compression: PackBits repeats one byte 128 times in two; deflate gives 258
     * bytes for two bits; the last code of an LZW table stands for 3,837 bytes in 12 bits.
     */
    private static final Map<Integer, Long> MOST_EXPANSION =
            Map.of(NONE, 1L, 5, 2560L, 8, 1032L, 32946, 1032L, 32773, 64L);

    static TiffBlocks of(TiffDirectory directory) {
        long width = directory.number(TiffPage.WIDTH, 0);
        long height = directory.number(TiffPage.HEIGHT, 0);
        boolean isTiled = directory.number(TILE_WIDTH, 0) > 0;
        long blockWidth = isTiled ? directory.number(TILE_WIDTH, 0) : width;
        long blockHeight =
                isTiled ? directory.number(TILE_HEIGHT, 0) : Math.min(height, directory.number(ROWS_PER_STRIP, height));
        boolean isPlanar = directory.number(PLANAR, 1) == 2;
        long samples = directory.number(SAMPLES_PER_PIXEL, 1);
        return new TiffBlocks(
                isTiled,
                new Size(width, height),
                blockWidth,
                blockHeight,
                blocks(width, blockWidth),
                blocks(height, blockHeight),
                isPlanar ? samples : 1,
                isPlanar ? 1 : samples,
                Math.max(1, directory.number(TiffPage.BITS, 1)),
                (int) directory.number(TiffPage.COMPRESSION, NONE),
                // Colour differences may be kept for every second pixel alone.
                directory.number(TiffPage.PHOTOMETRIC, 1) == YCBCR,
                directory.number(TiffPage.PHOTOMETRIC, 1) == PALETTE,
                directory.numbers(isTiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES));
    }

    private static long blocks(long side, long ofBlock) {
        return ofBlock < 1 ? 0 : (side + ofBlock - 1) / ofBlock;
    }

    /**
     * Refuses blocks that make no page, and those that cannot unpack from so few bytes.
     *
     * @throws UnreadableImageException naming the first thing that is wrong
     */
    void requireHeldBy(int fileBytes) throws UnreadableImageException {
        if (across < 1 || down < 1 || samples < 1 || planes < 1 || samples * planes > 64 || bits > 64) {
            throw new UnreadableImageException("a damaged TIFF: its " + name() + " of " + width + " x " + height
                    + " pixels make no page of " + page.width + " x " + page.height);
        }
        if (width > page.width + LONGEST_BEYOND_PAGE || height > page.height + LONGEST_BEYOND_PAGE) {
            throw new UnreadableImageException("a damaged or hostile TIFF: it has tiles of " + width + " x " + height
                    + " pixels for a page of " + page.width + " x " + page.height);
        }
        if (isCutShort()) {
            throw new UnreadableImageException("a damaged or truncated TIFF: its " + name() + " hold fewer bytes than "
                    + page.width + " x " + page.height + " pixels need");
        }
        Long expansion = MOST_EXPANSION.get(compression);
        if (expansion != null && !isSubsampled && blockBytes(page.height) * across * planes > expansion * fileBytes) {
            throw new UnreadableImageException("a truncated or hostile TIFF: " + fileBytes + " bytes cannot hold the "
                    + page.width + " x " + page.height + " pixels it claims");
        }
    }

    private String name() {
        return tiled ? "tiles" : "strips";
    }

    /**
     * Whether an uncompressed block is shorter than its rows, so that what follows it would be shown as grey values.
     */
    private boolean isCutShort() {
        if (compression != NONE || isSubsampled || bytes.isEmpty()) {
            return false;
        }
        for (int i = 0; i < bytes.size(); i++) {
            long first = i / across % down * height;
            // The last strip ends with the page; a tile is filled up.
            if (bytes.get(i) < blockBytes(tiled ? height : Math.min(height, page.height - first))) {
                return true;
            }
        }
        return bytes.size() < across * down * planes;
    }

    /** Bytes of so many rows of a block, unpacked; each row starts with a byte of its own. */
    private long blockBytes(long rows) {
        return (width * samples * bits + 7) / 8 * rows;
    }

    /** Bytes that decoding takes: the reader's image and one block, and the samples that are made of them. */
    long memory() {
        long ofSample = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
        long pixels = page.width * page.height;
        long image = bits < 8 && samples == 1 ? pixels * bits / 8 : pixels * samples * planes * ofSample;
        long made = pixels * Math.min(3, Math.max(samples, planes)) * Math.min(2, ofSample);
        int colours = isPalette ? 4 : 1; // three, and grey where all of them are
        return image + colours * made + blockBytes(height) + width * samples * ofSample;
    }
}
