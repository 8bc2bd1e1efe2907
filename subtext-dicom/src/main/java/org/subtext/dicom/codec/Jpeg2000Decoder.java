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
}
