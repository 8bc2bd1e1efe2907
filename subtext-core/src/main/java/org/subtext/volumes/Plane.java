package org.subtext.volumes;

import java.util.Locale;

/** The plane in which a volume is cut; slices are counted from the first-named side of the body. */
public enum Plane {
    /** From inferior to superior; seen from below, the patient's right at the left, as on a CT display. */
    AXIAL(2, 0, 1, "a"),
    /** From anterior to posterior; the patient's right at the left, superior at the top. */
    CORONAL(1, 0, 2, "c"),
    /** From right to left; anterior at the left, superior at the top. */
    SAGITTAL(0, 1, 2, "s");

    private final int across;
    private final int columns;
    private final int rows;
    private final String letter;

    Plane(int across, int columns, int rows, String letter) {
        this.across = across;
        this.columns = columns;
        this.rows = rows;
        this.letter = letter;
    }

    /** The plane of a letter of a slice path; axial without one. */
    static Plane ofLetter(String letter) {
        for (Plane plane : values()) {
            if (plane.letter.equals(letter)) {
                return plane;
            }
        }
        return AXIAL;
    }

    /** What a slice path says of it: nothing for axial. */
    public String suffix() {
        return this == AXIAL ? "" : letter;
    }

    /** Axis of the body that slices are counted along: 0 right, 1 anterior, 2 superior. */
    int across() {
        return across;
    }

    /** Axis of the body along a row of the image. */
    int columns() {
        return columns;
    }

    /** Axis of the body along a column of the image. */
    int rows() {
        return rows;
    }

    /** In lower case. */
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }
}
