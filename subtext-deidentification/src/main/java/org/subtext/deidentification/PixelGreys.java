package org.subtext.deidentification;

import java.io.IOException;
import org.subtext.deidentification.TextDetector.Grey;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.DisplayImage;

/** Grey values of the first frame as the file asks to show it; of colour the mean of red, green and blue. */
final class PixelGreys {
    private PixelGreys() {}

    /** Fails where the pixels cannot be decoded. */
    static Grey ofFirstFrame(DicomFile file) throws IOException {
        DisplayImage shown = DicomPixels.of(file).display(0);
        float[] grey = new float[shown.width() * shown.height()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = shown.colour()
                    ? (shown.rgb()[3 * i] & 0xFF) + (shown.rgb()[3 * i + 1] & 0xFF) + (shown.rgb()[3 * i + 2] & 0xFF)
                    : shown.grey()[i] & 0xFFFF;
        }
        return new Grey(shown.width(), shown.height(), grey);
    }
}
