package org.subtext.dicom.codec;

/**
 * Decodes JPEG 2000 and HTJ2K code streams (ITU-T T.800, T.814). The one implementation is native and lives in a module
 * of its own; it is found as a service. Thread-safe.
 */
public interface Jpeg2000Decoder {
    /**
     * @return samples of the stream's own size, which the caller compares with {@code shape}; colour transforms are
     *     undone
     * @throws PixelDataException for a damaged stream, a decoder that stopped working on it, or one that took too long
     */
    Samples decode(byte[] stream, FrameShape shape) throws PixelDataException;

    /**
     * Whether a stream of so many bytes can hold an image of so many bytes of samples: no image but one of a single
     * grey value is coded in less than a ten-thousandth of its size. Asked of images above 16 MiB alone.
     */
    static boolean canHold(long bytesOfSamples, int length) {
        return bytesOfSamples <= 1 << 24 || bytesOfSamples <= 10_000L * length;
    }
}
