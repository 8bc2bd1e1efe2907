package org.subtext.sources.phantom;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * From path lengths to a picture: Beer–Lambert attenuation of three photon energies, scatter, quantum noise, blur,
 * logarithm, window and grey curve.
 *
 * <p>Attenuation coefficients are approximate values after NIST (Hubbell and Seltzer 2004, doi:10.18434/T4D01F): soft
 * tissue at 50, 70, 90 keV 0.240, 0.204, 0.187 per cm; cortical bone of 1.92 g/cm³ 0.81, 0.50, 0.39 per cm. The
 * spectrum is a stand-in for 120 kV with filtration. Scatter is a wide blur of the primary at a fixed ratio, as behind
 * a grid; noise is Gaussian with the variance of counting, white before the detector's blur.
 */
final class Detector {
    /** Standard deviation of quantum noise in the logarithm of the signal, one pixel behind lung, reference scanner. */
    static final double REFERENCE_NOISE = 0.02;

    private static final double LUNG_TRANSMISSION = 0.15;
    private static final double PHOTONS = 1 / (REFERENCE_NOISE * REFERENCE_NOISE * LUNG_TRANSMISSION);
    private static final double[] WEIGHT = {0.35, 0.40, 0.25};
    private static final double[] SOFT = {0.240, 0.204, 0.187};
    private static final double[] BONE_EXCESS = {0.57, 0.30, 0.20};
    private static final double SCATTER_TO_PRIMARY = 0.25;
    private static final double SCATTER_WIDTH = 0.06; // standard deviation as a share of the side
    private static final double ELECTRONIC_NOISE = 0.002; // of the signal behind lung

    private final int side;
    private final Exposure exposure;

    Detector(int side, Exposure exposure) {
        this.side = side;
        this.exposure = exposure;
    }

    /**
     * The picture, 0 black to 1 white, of shape (side, side).
     *
     * @param texture extra attenuation (dimensionless) of every pixel
     */
    float[] expose(PathLengths paths, float[] texture) {
        float[] primary = transmit(paths, texture);
        float[] scatter = Blur.gaussian(primary, side, SCATTER_WIDTH * side);
        SplittableRandom random = exposure.seed().child("noise").random();
        double photons = photons();
        float[] signal = new float[primary.length];
        for (int i = 0; i < signal.length; i++) {
            double arriving = primary[i] + SCATTER_TO_PRIMARY * scatter[i];
            signal[i] = (float) (arriving + Math.sqrt(arriving / photons) * random.nextGaussian());
        }
        signal = Blur.gaussian(signal, side, exposure.scanner().blur * side);
        for (int i = 0; i < signal.length; i++) {
            double read = signal[i] + ELECTRONIC_NOISE * LUNG_TRANSMISSION * random.nextGaussian();
            signal[i] = (float) -Math.log(Math.max(1e-4, read));
        }
        return window(signal, paths);
    }

    private double photons() {
        return PHOTONS * exposure.scanner().dose * exposure.dose();
    }

    /**
     * What an observer knows who knows the chest and the machine.
     *
     * @param textures extra attenuation of every pixel, {@code [class][pixel]}, for one unit of expression
     */
    KnownBackground known(PathLengths paths, float[][] textures) {
        float[] primary = transmit(paths, new float[side * side]);
        float[] scatter = Blur.gaussian(primary, side, SCATTER_WIDTH * side);
        double[] counting = new double[primary.length];
        for (int i = 0; i < counting.length; i++) {
            counting[i] = (primary[i] + SCATTER_TO_PRIMARY * scatter[i]) / photons();
        }
        double[][] changes = new double[textures.length][counting.length];
        for (int k = 0; k < textures.length; k++) {
            float[] lost = new float[primary.length];
            for (int i = 0; i < lost.length; i++) {
                lost[i] = primary[i] * textures[k][i];
            }
            float[] lostScatter = Blur.gaussian(lost, side, SCATTER_WIDTH * side);
            for (int i = 0; i < lost.length; i++) {
                changes[k][i] = lost[i] + SCATTER_TO_PRIMARY * lostScatter[i];
            }
        }
        double reading = ELECTRONIC_NOISE * LUNG_TRANSMISSION;
        return KnownBackground.of(changes, blur(), counting, reading * reading);
    }

    /** The detector's blur along one axis, {@code [to][from]}. */
    private double[][] blur() {
        double[][] blur = new double[side][side];
        for (int from = 0; from < side; from++) {
            float[] line = new float[side * side];
            Arrays.fill(line, from * side, (from + 1) * side, 1);
            float[] blurred = Blur.gaussian(line, side, exposure.scanner().blur * side);
            for (int to = 0; to < side; to++) {
                blur[to][from] = blurred[to * side];
            }
        }
        return blur;
    }

    /** The picture that an endless exposure without texture and scatter would give. */
    float[] noiseless(PathLengths paths) {
        float[] signal = transmit(paths, new float[side * side]);
        for (int i = 0; i < signal.length; i++) {
            signal[i] = (float) -Math.log(signal[i]);
        }
        return window(signal, paths);
    }

    private static float[] transmit(PathLengths paths, float[] texture) {
        float[] primary = new float[texture.length];
        for (int i = 0; i < primary.length; i++) {
            double sum = 0;
            for (int e = 0; e < WEIGHT.length; e++) {
                sum += WEIGHT[e] * Math.exp(-SOFT[e] * paths.soft[i] - BONE_EXCESS[e] * paths.bone[i]);
            }
            primary[i] = (float) (sum * Math.exp(-texture[i]));
        }
        return primary;
    }

    /** Sets black and white by percentiles inside the body, as a reader system does, then the scanner's curve. */
    private float[] window(float[] attenuation, PathLengths paths) {
        double[] body = new double[attenuation.length];
        int count = 0;
        for (int i = 0; i < attenuation.length; i++) {
            if (paths.soft[i] + Thorax.LUNG_DEFICIT * paths.lung[i] > 6) {
                body[count++] = attenuation[i];
            }
        }
        Arrays.sort(body, 0, count);
        double dark = body[(int) (0.02 * count)];
        double bright = body[(int) (0.98 * count)];
        double width = (bright - dark) * exposure.scanner().window * 1.2;
        double black = (dark + bright) / 2 - 0.54 * width;
        float[] grey = new float[attenuation.length];
        for (int i = 0; i < grey.length; i++) {
            double share = Math.min(1, Math.max(0, (attenuation[i] - black) / width));
            grey[i] = (float) Math.pow(share, exposure.scanner().gamma);
        }
        return grey;
    }
}
