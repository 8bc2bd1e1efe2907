package org.subtext.dicom.pixels;

/**
 * A frame as its file asks to show it. Arrays are handed over, not copied.
 *
 * @param grey 16 bits, 0 black to 65,535 white; empty for colour
 * @param rgb 8 bits, interleaved; empty for grey
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
public record DisplayImage(int width, int height, short[] grey, byte[] rgb) {
    public boolean colour() {
        return rgb.length > 0;
    }
}
