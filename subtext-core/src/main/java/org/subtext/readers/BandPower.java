package org.subtext.readers;

import java.util.Arrays;
import org.subtext.perturbation.spectrum.SpectrumParts;

/**
 * How strong an image, or a square part of it, is in bands of spatial frequency and four orientations: the logarithm of
 * the mean power of each band and orientation.
 *
 * <p>Bands begin at 1 cycle per side and have equal ratios; the last is open, so it holds what lies beyond Nyquist on
 * the diagonals. Orientations are of the wave's direction, centred on 0, 45, 90 and 135 degrees. The mean under the
 * window is taken away and a Hann window put on, so that edges do not spread over all bands; sides that are no power of
 * two are filled up with zeros, which samples the same spectrum more densely. White noise of variance v has power v; a
 * floor of {@value #FLOOR}, less than rounding to 8 bits adds, keeps empty parts finite. Thread-safe.
 */
final class BandPower {
    private static final int ORIENTATIONS = 4;
    private static final double FLOOR = 1e-7;

    private final int side;
    private final int padded;
    private final SpectrumParts spectrum;
    private final double[] window;
    private final double windowSum;
    private final double squaredWindowSum;

    /** Of each frequency {@code [horizontal * padded + vertical]}, −1 where it counts nowhere. */
    private final int[] cells;

    /** How many frequencies each holds, of both halves of the vertical axis and of one half of the rest. */
    private final int[] sizes;

    /**
     * For squares of one size.
     *
     * @param side at least 4
     * @param bandsPerOctave at least 1
     */
    BandPower(int side, int bandsPerOctave) {
        this.side = side;
        padded = side == 1 ? 1 : Integer.highestOneBit(side - 1) * 2;
        spectrum = new SpectrumParts(padded);
        window = new double[side];
        for (int i = 0; i < side; i++) {
            double sine = Math.sin(Math.PI * (i + 1) / (side + 1));
            window[i] = sine * sine;
        }
        double sum = Arrays.stream(window).sum();
        double squares = Arrays.stream(window).map(w -> w * w).sum();
        windowSum = sum * sum;
        squaredWindowSum = squares * squares;
        cells = cells(bandsPerOctave);
        sizes = numbered(cells);
    }

    private int[] cells(int bandsPerOctave) {
        int bands = Math.max(1, (int) Math.ceil(bandsPerOctave * Math.log(side / 2.0) / Math.log(2) - 1e-9));
        int[] found = new int[(padded / 2 + 1) * padded];
        for (int x = 0; x <= padded / 2; x++) {
            for (int y = 0; y < padded; y++) {
                double across = (double) x * side / padded;
                double down = (double) (y <= padded / 2 ? y : y - padded) * side / padded;
                double radius = Math.hypot(across, down);
                // 1e-9: a frequency on the border of two bands belongs to the upper one, whatever rounding says
                int band = (int) Math.floor(bandsPerOctave * Math.log(radius) / Math.log(2) + 1e-9);
                int orientation =
                        Math.floorMod((int) Math.floor(Math.atan2(down, across) / (Math.PI / 4) + 0.5), ORIENTATIONS);
                found[x * padded + y] = radius < 1 - 1e-9 ? -1 : Math.min(band, bands - 1) * ORIENTATIONS + orientation;
            }
        }
        return found;
    }

    /** Numbers the cells that hold a frequency without gaps, and says how many each holds. */
    private static int[] numbered(int[] cells) {
        int[] sizes = new int[Arrays.stream(cells).max().orElse(-1) + 1];
        Arrays.stream(cells).filter(cell -> cell >= 0).forEach(cell -> sizes[cell]++);
        int[] numbers = new int[sizes.length];
        int next = 0;
        for (int cell = 0; cell < sizes.length; cell++) {
            numbers[cell] = sizes[cell] > 0 ? next++ : -1;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i] < 0 ? -1 : numbers[cells[i]];
        }
        return Arrays.stream(sizes).filter(size -> size > 0).toArray();
    }

    /** Number of values of one square. */
    int width() {
        return sizes.length;
    }

    /**
     * Writes the values of one square of an image.
     *
     * @param image {@code [row * imageSide + column]}
     * @param top first row of the square
     * @param left first column of the square
     * @param at where in {@code into} the first value goes
     */
    void write(float[] image, int imageSide, int top, int left, float[] into, int at) {
        double mean = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                mean += window[y] * window[x] * image[(top + y) * imageSide + left + x];
            }
        }
        mean /= windowSum;
        double[] plane = new double[padded * padded];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                plane[y * padded + x] = window[y] * window[x] * (image[(top + y) * imageSide + left + x] - mean);
            }
        }
        double[] powers = new double[sizes.length];
        spectrum.powers(plane, (power, down, across) -> {
            int cell = cells[across * padded + Math.floorMod(down, padded)];
            if (cell >= 0) {
                powers[cell] += power;
            }
        });
        for (int cell = 0; cell < powers.length; cell++) {
            into[at + cell] = (float) Math.log(powers[cell] / sizes[cell] / squaredWindowSum + FLOOR);
        }
    }
}
