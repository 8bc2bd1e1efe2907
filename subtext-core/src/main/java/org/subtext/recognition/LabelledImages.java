package org.subtext.recognition;

import org.subtext.images.PixelSource;

/**
 * Some rows of a pixel source with their labels and patients.
 *
 * <p>{@code rows[i]}, {@code labels[i]} (class index) and {@code patients[i]} (patient ordinal) describe one image. The
 * arrays are handed over, not copied: do not change them afterwards.
 */
public final class LabelledImages {
    private final PixelSource pixels;
    private final int[] rows;
    private final int[] labels;
    private final int[] patients;

    public LabelledImages(PixelSource pixels, int[] rows, int[] labels, int[] patients) {
        if (rows.length != labels.length || rows.length != patients.length) {
            throw new IllegalArgumentException("rows, labels and patients must be of one length, got " + rows.length
                    + ", " + labels.length + ", " + patients.length);
        }
        this.pixels = pixels;
        this.rows = rows;
        this.labels = labels;
        this.patients = patients;
    }

    public int size() {
        return rows.length;
    }

    public PixelSource pixels() {
        return pixels;
    }

    public int row(int i) {
        return rows[i];
    }

    public int label(int i) {
        return labels[i];
    }

    public int patient(int i) {
        return patients[i];
    }

    /** All rows, for scoring; a copy. */
    public int[] rows() {
        return rows.clone();
    }
}
