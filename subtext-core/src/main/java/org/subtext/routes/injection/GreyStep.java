package org.subtext.routes.injection;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/**
 * The step of grey values below which a signal is not asked for: that of a file of 8 bits.
 *
 * <p>What bits a file had is not kept with its pixels, and an image that was made smaller has values between the steps.
 * So 8 bits are taken for all: a file of more could hold a fainter signal, and a strength that is found at the least is
 * said to be at most that.
 */
final class GreyStep {
    /** Steps from black to white. */
    static final int LEVELS = 255;

    private static final double HALF = 0.5 / LEVELS;
    private static final int SOME_IMAGES = 64;

    private GreyStep() {}

    /**
     * Strengths of which the change of grey values has a root mean square of half a step at least, measured on some of
     * the images; only the greatest where that is never reached.
     *
     * @param signal whose change is proportional to its strength
     */
    static FaintSignal.Range tried(FaintSignal signal, PixelSource pixels, int[] rows) {
        int area = pixels.layout().side() * pixels.layout().side();
        int[] some = some(rows).toArray();
        double strength = signal.range().first();
        double squares = 0;
        float[] values = new float[pixels.layout().valuesPerImage()];
        float[] plane = new float[area];
        for (int k = 0; k < some.length; k++) {
            pixels.read(some[k], FloatBuffer.wrap(values));
            System.arraycopy(values, 0, plane, 0, area);
            signal.add(plane, strength, new Seed(k));
            for (int i = 0; i < area; i++) {
                double change = plane[i] - values[i];
                squares += change * change;
            }
        }
        double change = Math.sqrt(squares / Math.max(1, (long) some.length * area));
        return signal.range().from(change == 0 ? Double.POSITIVE_INFINITY : strength * HALF / change);
    }

    /** Some of all rows, evenly. */
    static IntStream some(int[] rows) {
        int images = Math.min(SOME_IMAGES, rows.length);
        return IntStream.range(0, images).map(k -> rows[(int) ((long) k * rows.length / images)]);
    }
}
