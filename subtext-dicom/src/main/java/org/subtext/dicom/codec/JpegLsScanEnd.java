package org.subtext.dicom.codec;

import java.util.List;

/**
 * Where the last sample of one JPEG-LS scan ends, which nothing in its bytes marks.
 *
 * @param from position of its first entropy-coded byte
 * @param to position behind the last byte of which its samples need a bit
 * @param unusedBits lowest bits of that byte that no sample needs, 0 to 7
 */
public record JpegLsScanEnd(int from, int to, int unusedBits) {
    /** All scans of a stream in its order, found by decoding it. */
    public static List<JpegLsScanEnd> of(byte[] stream, FrameShape shape) throws PixelDataException {
        return JpegLsDecoder.ends(stream, shape);
    }
}
