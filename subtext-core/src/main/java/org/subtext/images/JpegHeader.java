package org.subtext.images;

/**
 * What a JPEG's frame header (SOFn, ITU-T T.81 B.2.2) says, read before anything is allocated.
 *
 * @param frame n of SOFn: 0 and 1 sequential, 2 progressive, 3 lossless
 */
record JpegHeader(int frame, int bits, int width, int height, int components) {
    private static final int JPEG_LS = 0xF7;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    /** A block of 64 pixels takes a bit at least, its first coefficient. */
    private static final int PIXELS_PER_BYTE = 512;

    /** Ten are usual; spectral bands of three components, bit by bit, are not yet as many. */
    private static final int MOST_SCANS = 200;

    static boolean isJpeg(byte[] file) {
        return file.length >= 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8 && (file[2] & 0xFF) == 0xFF;
    }

    static JpegHeader of(byte[] file) throws UnreadableImageException {
        int at = 2;
        while (at + 9 < file.length) {
            if ((file[at] & 0xFF) != 0xFF) {
                throw new UnreadableImageException("a damaged JPEG: no marker at byte " + at);
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++; // fill byte
                continue;
            }
            if (marker == JPEG_LS) {
                throw new UnreadableImageException(
                        "a JPEG-LS, which is read in DICOM files only; export PNG, TIFF or plain JPEG");
            }
            if (isFrame(marker)) {
                return new JpegHeader(
                        marker - 0xC0,
                        file[at + 4] & 0xFF,
                        word(file, at + 7),
                        word(file, at + 5),
                        file[at + 9] & 0xFF);
            }
            at += 2 + word(file, at + 2);
        }
        throw new UnreadableImageException("a JPEG truncated before its frame header, " + file.length + " bytes");
    }

    /**
     * Refuses sizes that the file cannot hold, and more passes over them than any writer makes: a scan of a few bytes
     * costs a pass over all coefficients.
     */
    void requireHeldBy(byte[] file) throws UnreadableImageException {
        if ((long) width * height > (long) PIXELS_PER_BYTE * file.length) {
            throw new UnreadableImageException("a truncated or hostile JPEG: " + file.length + " bytes cannot hold the "
                    + width + " x " + height + " pixels it claims");
        }
        int scans = scans(file);
        if (scans > MOST_SCANS) {
            throw new UnreadableImageException(
                    "a JPEG of " + scans + " scans; the limit is " + MOST_SCANS + ", it is damaged or hostile");
        }
    }

    /** Bytes that decoding takes: the reader's image, its coefficients where it keeps them, and our samples. */
    long memory() {
        return (long) width * height * Math.max(1, components) * (frame == 2 ? 4 : 2);
    }

    /**
     * Up to the end of the image: a profile before it and a film that a camera put behind it hold such bytes by chance.
     */
    private static int scans(byte[] file) {
        int scans = 0;
        int at = 2;
        while (at + 1 < file.length) {
            int marker = file[at] == (byte) 0xFF ? file[at + 1] & 0xFF : 0;
            if (marker == END) {
                return scans;
            }
            if (marker == SCAN) {
                scans++;
                at += 2;
            } else if (marker >= 0xC0 && marker < 0xD0 || marker > SCAN && marker < 0xFF) {
                at += 2 + (at + 3 < file.length ? word(file, at + 2) : 0);
            } else {
                at++; // coded samples, restarts and fill bytes
            }
        }
        return scans;
    }

    /** Refuses lossy coding of more than 8 bits, which no reader of plain JPEGs here knows. */
    void requireReadable() throws UnreadableImageException {
        if (bits > 8 && frame != 3) {
            throw new UnreadableImageException("a lossy JPEG of " + bits
                    + " bits a sample, which is read in DICOM files only; export 16-bit PNG or TIFF");
        }
    }

    /** Sequential or progressive Huffman coding with 8 bits: what the platform's decoder reads without conversion. */
    boolean plainGrey() {
        return components == 1 && bits == 8 && frame <= 2;
    }

    private static boolean isFrame(int marker) {
        boolean inRange = marker >= 0xC0 && marker <= 0xCF;
        return inRange && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; // tables, reserved, conditioning
    }

    private static int word(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }
}
