package org.subtext.images;

import org.subtext.provenance.ContentHash;

/** What became of one image file. */
public sealed interface Outcome {
    /**
     * The file holds an image.
     *
     * @param content SHA-256 of the file's bytes
     * @param pixels fingerprint of the decoded pixels at full size; equal pixels, equal hash
     * @param width pixels
     * @param height pixels
     * @param bits 8 or 16, of a sample as decoded
     */
    record Decoded(ContentHash content, PixelHash pixels, int width, int height, int bits) implements Outcome {}

    /**
     * The file holds no image that we can use.
     *
     * @param reason what was found, to be read after the file's name and a colon
     */
    record Unreadable(String reason) implements Outcome {}
}
