package org.subtext.dicom.pixels;

import java.util.Locale;
import org.subtext.dicom.codec.PixelDataException;

/** Photometric Interpretation (0028,0004), PS3.3 C.7.6.3.1.2, as far as still images have it. */
public enum Photometric {
    /** Grey, lowest values shown white. */
    MONOCHROME1(1),
    /** Grey, lowest values shown black. */
    MONOCHROME2(1),
    PALETTE_COLOR(1),
    RGB(3),
    YBR_FULL(3),
    YBR_FULL_422(3),
    /** RGB once decoded. */
    YBR_ICT(3),
    /** RGB once decoded. */
    YBR_RCT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    static Photometric of(String text, int samplesPerPixel) throws PixelDataException {
        for (Photometric one : values()) {
            if (one.name().equals(text.toUpperCase(Locale.ROOT).replace(' ', '_'))) {
                if (one.samples != samplesPerPixel) {
                    throw new PixelDataException("Photometric Interpretation (0028,0004) is " + text
                            + ", but Samples per Pixel" + " (0028,0002) is " + samplesPerPixel);
                }
                return one;
            }
        }
        throw new PixelDataException(
                "Photometric Interpretation (0028,0004) is \"" + text + "\"; MONOCHROME1, MONOCHROME2,"
                        + " PALETTE COLOR, RGB, YBR_FULL, YBR_FULL_422, YBR_ICT or YBR_RCT was expected");
    }

    public boolean grey() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }
}
