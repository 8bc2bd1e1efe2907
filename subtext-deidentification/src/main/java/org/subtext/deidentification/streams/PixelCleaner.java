package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Element;
import org.subtext.dicom.PixelData;

/**
 * Writes the pixels of one file anew: pixel element, pixel attributes and transfer syntax become a pixel element that
 * holds what a decoder needs and nothing else, and an account of what was cut. Thread-safe.
 */
public final class PixelCleaner {
    private PixelCleaner() {}

    /**
     * Cleans the pixels of a file.
     *
     * @param file as it was read
     * @param kept the attributes that stay, with the pixel element of {@code file} among them
     * @throws NotCleanedException when the pixels cannot be parsed by their structure, or are video that is not to be
     *     kept
     */
    public static CleanedPixels clean(DicomFile file, DataSet kept, VideoPolicy video) throws NotCleanedException {
        PixelData pixels = file.pixelData().orElse(null);
        if (pixels == null || !pixels.encapsulated()) {
            return new CleanedPixels(kept, PixelCuts.NONE);
        }
        CutTally tally = new CutTally();
        List<byte[]> fragments = new ArrayList<>(List.of(new byte[0]));
        for (byte[] fragment : pixels.fragments()) {
            fragments.add(CodeStreamComments.blanked(fragment).orElse(fragment));
        }
        return new CleanedPixels(kept.with(Element.fragments(pixels.tag(), fragments)), tally.cuts());
    }
}
