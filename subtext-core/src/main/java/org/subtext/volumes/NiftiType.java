package org.subtext.volumes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a NIfTI file stores one voxel; codes and sizes by nifti1.h, field {@code datatype}. */
enum NiftiType {
    UINT8(2, 1),
    INT16(4, 2),
    INT32(8, 4),
    FLOAT32(16, 4),
    FLOAT64(64, 8),
    RGB24(128, 3),
    INT8(256, 1),
    UINT16(512, 2),
    UINT32(768, 4),
    INT64(1024, 8);

    private final int code;
    private final int bytes;

    NiftiType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type of a header's {@code datatype} field, whose {@code bitpix} must agree. */
    static NiftiType of(int code, int bitpix) throws VolumeException {
        for (NiftiType type : values()) {
            if (type.code == code) {
                if (bitpix != 8 * type.bytes) {
                    throw new VolumeException("a NIfTI header of datatype " + code + " with " + bitpix
                            + " bits a voxel; " + 8 * type.bytes + " were expected, the header is damaged");
                }
                return type;
            }
        }
        throw new VolumeException("NIfTI datatype " + code + ", which is not read; known are "
                + Arrays.stream(values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ". Convert the volume to one of them");
    }

    /** Bytes a voxel. */
    int bytes() {
        return bytes;
    }

    /** The stored value at a byte offset; of a colour, its red. An int64 beyond 2^53 is rounded to a double. */
    double read(ByteBuffer data, int at) {
        return switch (this) {
            case UINT8, RGB24 -> data.get(at) & 0xFF;
            case INT8 -> data.get(at);
            case INT16 -> data.getShort(at);
            case UINT16 -> data.getShort(at) & 0xFFFF;
            case INT32 -> data.getInt(at);
            case UINT32 -> data.getInt(at) & 0xFFFFFFFFL;
            case INT64 -> data.getLong(at);
            case FLOAT32 -> data.getFloat(at);
            case FLOAT64 -> data.getDouble(at);
        };
    }
}
