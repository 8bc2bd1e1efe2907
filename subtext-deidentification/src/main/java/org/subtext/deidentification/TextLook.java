package org.subtext.deidentification;

import java.io.IOException;
import java.util.Set;
import org.subtext.deidentification.lettering.PixelGreys;
import org.subtext.deidentification.lettering.TextDetector;
import org.subtext.dicom.DicomFile;

/**
 * What a look at the pixels of one file for text came to.
 *
 * @param reasons why a person should look, of the attributes and of the pixels
 * @param frames how many frames the file has, 0 where it has no pixels or they make no image
 * @param lookedAt in how many of them text was looked for, up to the first in which it was found
 */
record TextLook(Set<BurnedIn> reasons, int frames, int lookedAt) {
    /** Looks at the frames that {@link PixelGreys#chosen} says until one holds text. */
    static TextLook at(DicomFile file) {
        Set<BurnedIn> reasons = BurnedIn.declared(file);
        int frames = 0;
        int lookedAt = 0;
        if (file.pixelData().isPresent()) {
            try {
                PixelGreys greys = PixelGreys.of(file);
                frames = greys.frames();
                for (int frame : greys.chosen()) {
                    lookedAt++;
                    if (TextDetector.suspects(greys.frame(frame))) {
                        reasons.add(BurnedIn.TEXT_FOUND);
                        break;
                    }
                }
            } catch (IOException e) {
                reasons.add(BurnedIn.NOT_LOOKED_AT);
            }
        }
        return new TextLook(reasons, frames, lookedAt);
    }
}
