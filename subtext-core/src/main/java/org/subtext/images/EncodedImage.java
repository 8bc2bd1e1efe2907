package org.subtext.images;

import org.subtext.memory.FileBudget;
import org.subtext.provenance.ContentHash;

/**
 * An image that was read but not decoded, so that one known by its content need not be. Closed when its pixels are no
 * longer needed, so that others find room.
 *
 * @param content what tells it from other images
 * @param decoding may be asked from any thread
 * @param share memory that it takes
 */
record EncodedImage(ContentHash content, Decoding decoding, FileBudget.Share share) implements AutoCloseable {
    /** From what was read to pixels. */
    interface Decoding {
        DecodedImage decode() throws UnreadableImageException;
    }

    DecodedImage decode() throws UnreadableImageException {
        return decoding.decode();
    }

    @Override
    public void close() {
        share.close();
    }
}
