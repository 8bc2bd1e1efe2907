package org.subtext.volumes;

/**
 * A slice as it is shown, row by row from the top.
 *
 * @param colours red, green, blue of each pixel; empty for grey
 * @param greys unsigned 16-bit grey of each pixel; empty for colours. Arrays are handed over, not copied.
 */
public record SlicePicture(int width, int height, byte[] colours, short[] greys) {}
