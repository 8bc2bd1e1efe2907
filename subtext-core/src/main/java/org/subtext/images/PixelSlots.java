package org.subtext.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.subtext.provenance.ContentHash;

/**
 * Resized pixels in numbered slots of one file: unsigned little-endian integers of one or two bytes.
 *
 * <p>Written through the file, read through maps of whole slots below 2 GiB each (one map cannot be larger), so that
 * 400,000 images of 320 by 320 (82 GB) cost address space and page cache but no heap. Reading and writing are
 * thread-safe; {@link #map} must follow the last write.
 */
final class PixelSlots {
    static final long DEFAULT_CHUNK_BYTES = 1L << 30;

    private final FileChannel file;
    private final int values;
    private final int bytesPerValue;
    private final int slotsPerChunk;
    private MappedByteBuffer[] chunks = new MappedByteBuffer[0];

    PixelSlots(FileChannel file, int values, int bytesPerValue, long chunkBytes) {
        this.file = file;
        this.values = values;
        this.bytesPerValue = bytesPerValue;
        this.slotsPerChunk = (int) Math.max(1, chunkBytes / slotBytes());
    }

    long slotBytes() {
        return (long) values * bytesPerValue;
    }

    /** Number of whole slots that the file holds. */
    long slotsOnDisk() throws IOException {
        return file.size() / slotBytes();
    }

    /** A buffer for {@link #write}, one a thread. */
    ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect((int) slotBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills a slot; the hash of its bytes comes back. */
    ContentHash write(int slot, short[] pixels, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (bytesPerValue == 2) {
            buffer.asShortBuffer().put(pixels);
        } else {
            for (int i = 0; i < values; i++) {
                buffer.put(i, (byte) pixels[i]);
            }
        }
        long position = slot * slotBytes();
        while (buffer.hasRemaining()) {
            position += file.write(buffer, position);
        }
        return hash(buffer.rewind());
    }

    void force() throws IOException {
        file.force(false);
    }

    /** Maps the first {@code slots} slots for reading. */
    void map(int slots) throws IOException {
        int count = (slots + slotsPerChunk - 1) / slotsPerChunk;
        MappedByteBuffer[] mapped = new MappedByteBuffer[count];
        for (int i = 0; i < count; i++) {
            int inChunk = Math.min(slotsPerChunk, slots - i * slotsPerChunk);
            mapped[i] = file.map(
                    FileChannel.MapMode.READ_ONLY, (long) i * slotsPerChunk * slotBytes(), inChunk * slotBytes());
            mapped[i].order(ByteOrder.LITTLE_ENDIAN);
        }
        chunks = mapped;
    }

    /** SHA-256 of the slot's bytes as they are now. */
    ContentHash hash(int slot) {
        int start = (int) (slot % slotsPerChunk * slotBytes());
        return hash(chunks[slot / slotsPerChunk].slice(start, (int) slotBytes()));
    }

    private static ContentHash hash(ByteBuffer bytes) {
        MessageDigest digest = ContentHash.sha256();
        digest.update(bytes);
        return ContentHash.of(digest);
    }

    /** Puts the slot's values, scaled to [0, 1], at the target's position. */
    void read(int slot, FloatBuffer target) {
        MappedByteBuffer chunk = chunks[slot / slotsPerChunk];
        int start = (int) (slot % slotsPerChunk * slotBytes());
        int to = target.position();
        if (target.remaining() < values) {
            throw new IllegalArgumentException(
                    "the target has room for " + target.remaining() + " values, an image has " + values);
        }
        if (bytesPerValue == 2) {
            for (int i = 0; i < values; i++) {
                target.put(to + i, (chunk.getShort(start + 2 * i) & 0xFFFF) / 65535f);
            }
        } else {
            for (int i = 0; i < values; i++) {
                target.put(to + i, (chunk.get(start + i) & 0xFF) / 255f);
            }
        }
        target.position(to + values);
    }
}
