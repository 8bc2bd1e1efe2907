package org.subtext.dicom.pixels;

/**
 * Values that a look-up table can be asked for, by which its descriptor is understood: the first input is a word of 16
 * bits of which writers and readers disagree whether it is signed.
 *
 * @param low smallest
 * @param high largest
 */
record TableInput(double low, double high) {
    /** Stored values. */
    static TableInput stored(PixelAttributes pixels) {
        return new TableInput(pixels.lowest(), pixels.highest());
    }

    /** Values of the modality. */
    static TableInput shown(PixelAttributes pixels, ModalityTransform modality) {
        double first = modality.apply(pixels.lowest());
        double last = modality.apply(pixels.highest());
        return new TableInput(Math.min(first, last), Math.max(first, last));
    }

    /**
     * The first input of a table.
     *
     * @param word as stored
     * @param saidSigned whether the element's representation says that it is signed
     */
    int first(int word, int entries, boolean saidSigned) {
        int likely = saidSigned || low < 0 ? (short) word : word;
        int other = likely == word ? (short) word : word;
        return !meets(likely, entries) && meets(other, entries) ? other : likely;
    }

    private boolean meets(int first, int entries) {
        return first <= high && first + entries - 1 >= low;
    }
}
