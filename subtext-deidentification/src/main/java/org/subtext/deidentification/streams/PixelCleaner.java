package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Element;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * Writes the pixels of one file anew: pixel element, pixel attributes and transfer syntax become a pixel element that
 * holds what a decoder needs and nothing else, and an account of what was cut. Thread-safe.
 */
public final class PixelCleaner {
    private static final Tag PIXEL_DATA = Tag.of(0x7FE00010);
    private static final List<Tag> PIXELS = List.of(PIXEL_DATA, Tag.of(PixelShape.FLOAT), Tag.of(PixelShape.DOUBLE));

    private PixelCleaner() {}

    /**
     * Cleans the pixels of a file, and its palettes and look-up tables.
     *
     * @param file as it was read
     * @param kept the attributes that stay
     * @throws NotCleanedException when the pixels cannot be parsed by their structure, or are video that is not to be
     *     kept
     */
    public static CleanedPixels clean(DicomFile file, DataSet kept, VideoPolicy video) throws NotCleanedException {
        CutTally tally = new CutTally();
        PixelData pixels = file.pixelData().orElse(null);
        if (pixels == null) {
            return new CleanedPixels(LookupTables.cut(kept, tally), tally.cuts());
        }
        DataSet clean = LookupTables.cut(onlyOne(pixels, kept, tally), tally);
        if (pixels.encapsulated() && file.transferSyntax().video()) {
            return video(pixels, clean, video);
        }
        PixelShape shape = PixelShape.of(file.dataSet(), pixels.tag());
        if (!shape.equals(PixelShape.of(kept, pixels.tag()))) {
            throw new NotCleanedException("an attribute that says how the pixels lie (Rows, Columns, Samples per Pixel,"
                    + " Bits Allocated, Bits Stored, High Bit, Pixel Representation, Photometric Interpretation or"
                    + " Number of Frames) does not stay, or not as it was. Correct its representation in the file.");
        }
        Element element = pixels.encapsulated()
                ? Element.fragments(pixels.tag(), EncapsulatedPixels.clean(file, pixels, shape, tally))
                : Element.of(pixels.tag(), representation(pixels, shape), open(pixels, shape, tally));
        return new CleanedPixels(clean.with(element), tally.cuts());
    }

    private static ByteBuffer open(PixelData pixels, PixelShape shape, CutTally tally) throws NotCleanedException {
        ByteBuffer clean = NativePixels.clean(pixels, shape, tally);
        return pixels.tag().equals(PIXEL_DATA)
                ? clean
                : NotANumber.canonical(clean, pixels.tag().packed() == PixelShape.DOUBLE, tally);
    }

    /** Of several elements of pixel data decoders take the first of these; the others are nobody's. */
    private static DataSet onlyOne(PixelData pixels, DataSet kept, CutTally tally) {
        DataSet one = kept;
        for (Tag tag : PIXELS) {
            Element other = tag.equals(pixels.tag()) ? null : kept.find(tag).orElse(null);
            if (other != null) {
                tally.add(PixelCut.OTHER_PIXEL_ELEMENTS, other.length());
                other.fragments().forEach(part -> tally.add(PixelCut.OTHER_PIXEL_ELEMENTS, part.length));
                one = one.without(tag);
            }
        }
        return one;
    }

    private static CleanedPixels video(PixelData pixels, DataSet kept, VideoPolicy policy) throws NotCleanedException {
        if (policy == VideoPolicy.EXCLUDE) {
            throw new NotCleanedException("video, whose stream may hold names, dates and sound that nobody looks into."
                    + " Convert it to single frames, or ask for video to be kept as it is.");
        }
        return new CleanedPixels(
                kept.with(Element.fragments(
                        pixels.tag(),
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(new byte[0]), pixels.fragments().stream())
                                .toList())),
                PixelCuts.NOT_LOOKED_INTO);
    }

    private static Vr representation(PixelData pixels, PixelShape shape) {
        if (!pixels.tag().equals(PIXEL_DATA)) {
            return pixels.tag().packed() == PixelShape.FLOAT ? Vr.OF : Vr.OD;
        }
        boolean bytes = shape.bitsAllocated() <= 8;
        return pixels.vr() == Vr.OB && bytes ? Vr.OB : pixels.vr() == Vr.OW || !bytes ? Vr.OW : Vr.OB;
    }
}
