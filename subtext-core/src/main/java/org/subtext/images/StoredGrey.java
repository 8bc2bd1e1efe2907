package org.subtext.images;

/**
 * Grey values as a file stores them, before anything is shown.
 *
 * @param values one a pixel, rows from top to bottom
 * @param inverted whether low values are white
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
record StoredGrey(int width, int height, long[] values, boolean inverted) {}
