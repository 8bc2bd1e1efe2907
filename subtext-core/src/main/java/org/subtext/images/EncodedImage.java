package org.subtext.images;

import org.subtext.provenance.ContentHash;

/**
 * An image that was read but not decoded, so that one known by its content need not be.
 *
 * @param content what tells it from other images
 * @param decoding may be asked from any thread
 */
record EncodedImage(ContentHash content, Decoding decoding) {
    /** From what was read to pixels. */
    interface Decoding {
        DecodedImage decode() throws UnreadableImageException;
    }

    DecodedImage decode() throws UnreadableImageException {
        return decoding.decode();
    }
}
