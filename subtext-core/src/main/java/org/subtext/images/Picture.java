package org.subtext.images;

import org.subtext.provenance.ContentHash;

/**
 * An image written as a picture that any program opens. It holds pixels and nothing of the file they are from.
 *
 * @param file PNG or JPEG
 * @param pixels SHA-256 of its samples row by row, interleaved, the upper byte of 16 bits first; of a JPEG before it is
 *     compressed
 * @param channels 1 or 3
 * @param bits 8 or 16
 */
@SuppressWarnings("ArrayRecordComponent") // written, not compared
public record Picture(byte[] file, ContentHash pixels, int width, int height, int channels, int bits) {}
