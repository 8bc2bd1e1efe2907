package org.subtext.readers;

import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;

/**
 * What a linear reader reads of an image: coarse grey values, its spectrum, the spectra of nine places, so that a
 * texture that is found in one of them only is seen, and its detail, so that a pattern that always lies in the same
 * place is.
 *
 * <p>Four blocks of features, in this order:
 *
 * <ul>
 *   <li>means of {@value #COARSE} x {@value #COARSE} rectangles (of fewer where the image is smaller);
 *   <li>logarithms of power in half-octave bands from 1 cycle per image to Nyquist, each in four orientations;
 *   <li>the same in octave bands of nine squares of half the side, which overlap by half; none where the image is
 *       smaller than {@value #SMALLEST_WITH_PLACES} pixels;
 *   <li>cosine coefficients of the image at no more than 32 pixels a side (see {@link FineCosines}).
 * </ul>
 *
 * <p>No label and no other image has a part in them. Some 1,270 values at 64 pixels a side and 1,360 at 224. Immutable.
 */
public final class LinearFeatures {
    /** Tells these features from those of other versions, for whoever stores what was made of them. */
    public static final String REVISION = "grey values 16 x 16, spectrum by half octaves, nine places, cosines; 2";

    private static final int COARSE = 16;
    private static final int BANDS_PER_OCTAVE = 2;
    private static final int PLACES = 3;
    private static final int SMALLEST_WITH_PLACES = 16;

    private final int side;
    private final int coarse;
    private final BandPower whole;
    private final BandPower part;
    private final int places;
    private final FineCosines detail;

    /** For images of one size. */
    public LinearFeatures(int side) {
        this.side = side;
        coarse = Math.min(COARSE, side);
        whole = new BandPower(side, BANDS_PER_OCTAVE);
        part = new BandPower(side / 2, 1);
        places = side < SMALLEST_WITH_PLACES ? 0 : PLACES;
        detail = new FineCosines(side);
    }

    /** Of rows of a pixel source, in their order: {@code [image][feature]}, the same for any number of threads. */
    public static float[][] of(PixelSource pixels, int[] rows, Progress progress) {
        LinearFeatures features = new LinearFeatures(pixels.layout().side());
        float[][] found = new float[rows.length][];
        progress.begin("Reading pixels and spectra", rows.length, "images");
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            found[i] = features.of(GreyImage.of(pixels, rows[i]));
            progress.advance(1, "");
        });
        progress.end(rows.length + " images");
        return found;
    }

    /** How many features each block has, in order; a reader weighs blocks alike, whatever their size. */
    public int[] blocks() {
        return places == 0
                ? new int[] {coarse * coarse, whole.width(), detail.width()}
                : new int[] {coarse * coarse, whole.width(), places * places * part.width(), detail.width()};
    }

    /**
     * Of one image.
     *
     * @param grey {@code [row * side + column]}, see {@link GreyImage}
     */
    public float[] of(float[] grey) {
        if (grey.length != side * side) {
            throw new IllegalArgumentException(
                    "expected an image of " + side + " x " + side + " pixels, got " + grey.length);
        }
        float[] features = new float[IntStream.of(blocks()).sum()];
        float[] small = GreyImage.shrunk(grey, side, coarse);
        System.arraycopy(small, 0, features, 0, small.length);
        int at = small.length;
        whole.write(grey, side, 0, 0, features, at);
        at += whole.width();
        for (int y = 0; y < places; y++) {
            for (int x = 0; x < places; x++) {
                int room = side - side / 2;
                part.write(grey, side, y * room / (PLACES - 1), x * room / (PLACES - 1), features, at);
                at += part.width();
            }
        }
        detail.write(grey, features, at);
        return features;
    }
}
