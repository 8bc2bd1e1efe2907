package org.subtext.sources.phantom;

import java.util.SplittableRandom;
import org.subtext.provenance.Seed;

/**
 * The texture of one class: a fixed sum of plane waves of unit root mean square, anchored to the detector.
 *
 * <p>All waves lie in the signal's band. Class k of K has wave vectors within 12° of 90°·k/(K−1) from the horizontal
 * (narrower for many classes), always paired with their mirror image, so the texture is symmetric about the vertical
 * midline. The classes thus differ in orientation, which survives small rotations, shifts and mirroring: a network may
 * learn it under augmentation, and a matched filter may use the fixed phase.
 */
final class ClassTexture {
    private static final int WAVES = 24;
    private static final double HALF_SECTOR = Math.toRadians(12);

    private ClassTexture() {}

    /** Values of shape (side, side), row by row. */
    static float[] draw(PhantomPlan plan, int group) {
        int side = plan.side();
        double[] sum = new double[side * side];
        Seed seed = new Seed(plan.seed()).child("texture", group);
        SplittableRandom random = seed.random();
        double spacing = Math.PI / 2 / (plan.classes().size() - 1);
        double halfSector = Math.min(HALF_SECTOR, spacing / 3);
        for (int w = 0; w < WAVES; w++) {
            double angle = spacing * group + halfSector * (2 * random.nextDouble() - 1);
            double low = plan.signal().lowCyclesPerImage();
            double high = plan.signal().highCyclesPerImage();
            double cycles = Math.sqrt(low * low + (high * high - low * low) * random.nextDouble());
            addMirroredWave(sum, side, cycles * Math.cos(angle), cycles * Math.sin(angle), random.nextDouble());
        }
        return unitRms(sum);
    }

    /** cos(2π(fx·x + fy·y + phase)) plus its mirror image = 2·cos(2π·fx·x)·cos(2π(fy·y + phase)). */
    private static void addMirroredWave(double[] sum, int side, double fx, double fy, double phase) {
        double[] along = new double[side];
        for (int i = 0; i < side; i++) {
            along[i] = 2 * Math.cos(2 * Math.PI * fx * ((i + 0.5) / side - 0.5));
        }
        for (int row = 0; row < side; row++) {
            double down = Math.cos(2 * Math.PI * (fy * ((row + 0.5) / side - 0.5) + phase));
            for (int column = 0; column < side; column++) {
                sum[row * side + column] += along[column] * down;
            }
        }
    }

    private static float[] unitRms(double[] values) {
        double square = 0;
        for (double v : values) {
            square += v * v;
        }
        double scale = Math.sqrt(values.length / square);
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * scale);
        }
        return scaled;
    }
}
