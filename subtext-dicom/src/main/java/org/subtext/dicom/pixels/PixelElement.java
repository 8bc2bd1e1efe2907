package org.subtext.dicom.pixels;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.codec.CodeStream;

/**
 * The pixel data element as it lies in the file.
 *
 * @param nativeBytes all frames one after the other, in the file's byte order; null where encapsulated
 * @param fragments of encapsulated pixel data, without the basic offset table
 * @param basicOffsets may be empty
 * @param extendedOffsets may be empty
 * @param kind what the transfer syntax says that frames are coded with
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record PixelElement(
        @Nullable ByteBuffer nativeBytes,
        List<byte[]> fragments,
        long[] basicOffsets,
        long[] extendedOffsets,
        CodeStream.Kind kind) {}
