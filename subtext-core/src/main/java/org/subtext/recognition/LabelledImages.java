package org.subtext.recognition;

import java.util.Arrays;
import org.subtext.images.PixelSource;

/**
 * Some rows of a pixel source with what is recorded of them and their patients.
 *
 * <p>{@code rows[i]}, {@code labels[i]} (class index) and {@code patients[i]} (patient ordinal) describe one image; of
 * findings, each image has a truth of each in the place of one class. The arrays are handed over, not copied: do not
 * change them afterwards.
 */
public final class LabelledImages {
    private final PixelSource pixels;
    private final int[] rows;
    private final int[] labels;
    private final int[] patients;

    /** By image, then finding; empty where images have a class. */
    private final Truth[][] truths;

    /** What is recorded of a finding in an image. */
    public enum Truth {
        PRESENT,
        ABSENT,
        /** Nothing, or nothing certain: the finding's head learns nothing from the image. */
        UNKNOWN
    }

    public LabelledImages(PixelSource pixels, int[] rows, int[] labels, int[] patients) {
        if (rows.length != labels.length || rows.length != patients.length) {
            throw new IllegalArgumentException("rows, labels and patients must be of one length, got " + rows.length
                    + ", " + labels.length + ", " + patients.length);
        }
        this.pixels = pixels;
        this.rows = rows;
        this.labels = labels;
        this.patients = patients;
        this.truths = new Truth[0][];
    }

    private LabelledImages(PixelSource pixels, int[] rows, Truth[][] truths, int[] patients) {
        if (rows.length != truths.length || rows.length != patients.length) {
            throw new IllegalArgumentException("rows, truths and patients must be of one length, got " + rows.length
                    + ", " + truths.length + ", " + patients.length);
        }
        this.pixels = pixels;
        this.rows = rows;
        this.labels = new int[0];
        this.patients = patients;
        this.truths = truths;
    }

    /**
     * Images with findings.
     *
     * @param truths by image, one a finding
     */
    public static LabelledImages ofFindings(PixelSource pixels, int[] rows, Truth[][] truths, int[] patients) {
        return new LabelledImages(pixels, rows, truths, patients);
    }

    /**
     * Some of them, in the order asked for, with the same patients' ordinals.
     *
     * @param places each 0 to size − 1
     */
    public LabelledImages only(int[] places) {
        int[] ownRows = Arrays.stream(places).map(place -> rows[place]).toArray();
        int[] ownPatients = Arrays.stream(places).map(place -> patients[place]).toArray();
        if (areFindings()) {
            Truth[][] ownTruths =
                    Arrays.stream(places).mapToObj(place -> truths[place]).toArray(Truth[][]::new);
            return new LabelledImages(pixels, ownRows, ownTruths, ownPatients);
        }
        int[] ownLabels = Arrays.stream(places).map(place -> labels[place]).toArray();
        return new LabelledImages(pixels, ownRows, ownLabels, ownPatients);
    }

    /** Whether images have findings, each present or not by itself; otherwise each is of one class. */
    public boolean areFindings() {
        return truths.length > 0;
    }

    /** Of an image with findings. */
    public Truth truth(int i, int finding) {
        return truths[i][finding];
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

    /** The class of an image; images with findings have none. */
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
