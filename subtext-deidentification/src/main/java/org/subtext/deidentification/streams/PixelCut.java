package org.subtext.deidentification.streams;

import java.util.Locale;

/** A kind of bytes that pixel data held and a decoder does not need, as the import log says it. */
public enum PixelCut {
    OTHER_PIXEL_ELEMENTS("a second element of pixel data beside the one that counts"),
    BEHIND_PIXELS("bytes behind the samples that the attributes ask for"),
    UNUSED_BITS("bits of samples outside Bits Stored, in which overlays lay once; bytes with such a bit set"),
    OFFSET_TABLE("offset tables, written anew from the frames"),
    FRAGMENTS("fragments beyond the frames"),
    BEFORE_STREAM("bytes before the start of a code stream"),
    BEHIND_STREAM("bytes behind the end of a code stream"),
    COMMENT("comments in code streams"),
    APPLICATION_DATA("application data in code streams, thumbnails included"),
    UNKNOWN_SEGMENT("segments of code streams that no decoder needs"),
    UNUSED_TABLE("tables of code streams that no scan uses"),
    FILLING("filling between the segments of a code stream"),
    BEHIND_SCAN("bytes behind the last sample of a scan, of a restart interval or of a tile"),
    BOXES("boxes of an image file around its code stream"),
    RUN_LENGTHS("unused offsets, segments and runs of run-length coded frames"),
    DEFLATED("bytes of deflated frames behind their samples"),
    TABLE_ENTRIES("entries of palettes and look-up tables beyond their descriptors");

    private final String meaning;

    PixelCut(String meaning) {
        this.meaning = meaning;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }
}
