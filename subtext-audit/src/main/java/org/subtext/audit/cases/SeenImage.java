package org.subtext.audit.cases;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.subtext.images.PixelLayout;
import org.subtext.provenance.ContentHash;

/**
 * An image as a network was given it.
 *
 * @param values (channel, row, column); 0 black to 1 white, which settings may leave; handed over, read only
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; known by its hash
public record SeenImage(PixelLayout layout, float[] values) {
    /** The array: 32-bit floats, little-endian, in the order of the values. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** SHA-256 of {@link #bytes}: of the array itself, not of a picture of it. */
    public ContentHash hash() {
        return ContentHash.ofBytes(bytes());
    }

    /** Height and width in pixels. */
    public int side() {
        return layout.side();
    }

    /** 1 of grey, 3 of colour. */
    public int channels() {
        return layout.channels();
    }

    /** {@link #hash} as text. */
    public String sha256() {
        return hash().hex();
    }
}
