package org.subtext.images;

import org.jspecify.annotations.Nullable;

/** As what a picture is written. */
public sealed interface PictureForm {
    int SMALLEST_SIDE = 4;
    int LARGEST_SIDE = 4096;

    /** What is said of it beside the picture. */
    String words();

    /** The ending of its file's name, with the dot. */
    String ending();

    /**
     * As the program sees it, PNG.
     *
     * @param bits 8 or 16; null for as many as the image has
     * @param side the picture is brought to this many pixels a side as for a network; null for full size
     */
    record AsSeen(@Nullable Integer bits, @Nullable Integer side) implements PictureForm {
        public AsSeen {
            if (bits != null && bits != 8 && bits != 16) {
                throw new IllegalArgumentException("pictures of " + bits + " bits");
            }
            if (side != null && (side < SMALLEST_SIDE || side > LARGEST_SIDE)) {
                throw new IllegalArgumentException("pictures of " + side + " pixels a side");
            }
        }

        @Override
        public String words() {
            return "as seen" + (bits == null ? "" : ", " + bits + " bits")
                    + (side == null ? "" : ", " + side + " x " + side);
        }

        @Override
        public String ending() {
            return ".png";
        }
    }

    /** By the published recipe of MIMIC-CXR-JPG, JPEG of quality 95. */
    record OfMimicCxrJpg() implements PictureForm {
        @Override
        public String words() {
            return "mimic-cxr-jpg";
        }

        @Override
        public String ending() {
            return ".jpg";
        }
    }
}
