package org.subtext.routes.injection;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.concurrent.atomic.LongAdder;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/**
 * Images of which some hold a faint signal; all others, and all of them at strength zero, are the source's bit for bit.
 *
 * <p>All channels of an image get the same signal, of which there is what a file could have held: values are cut off at
 * 0 and 1, as a detector would, flat black and white areas stay as they are, other flat ones change in whole steps of 8
 * bits (see {@link FlatAreas}), and where the image's own values are those of 8 bits, all are rounded to them. The
 * signal of a row depends on seed and row alone. Thread-safe.
 */
public final class InjectedPixels implements PixelSource {
    private static final float ON_GRID = 1e-3f;

    private final PixelSource source;
    private final FaintSignal signal;
    private final double strength;
    private final BitSet rows;
    private final Seed seed;
    private final LongAdder changed = new LongAdder();
    private final LongAdder clipped = new LongAdder();
    private final HeldShare held = new HeldShare();

    /**
     * Images with a signal.
     *
     * @param strength percent, 0 or more
     * @param rows that hold it
     */
    public InjectedPixels(PixelSource source, FaintSignal signal, double strength, BitSet rows, Seed seed) {
        if (!(strength >= 0 && Double.isFinite(strength))) {
            throw new IllegalArgumentException("a strength is 0 percent or more, got " + strength);
        }
        this.source = source;
        this.signal = signal.drawn(seed.child("draw"));
        this.strength = strength;
        this.rows = (BitSet) rows.clone();
        this.seed = seed;
    }

    @Override
    public PixelLayout layout() {
        return source.layout();
    }

    @Override
    public int size() {
        return source.size();
    }

    /** Share of the values of images with a signal, of those read so far, that were cut off; 0 where none was read. */
    public double clippedShare() {
        return changed.sum() == 0 ? 0 : clipped.sum() / (double) changed.sum();
    }

    /** Of the signal asked for, what is left of it after rounding to what a file holds, in the images read so far. */
    public double heldShare() {
        return held.share();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        if (strength == 0 || !rows.get(row)) {
            source.read(row, target);
            return;
        }
        float[] values = new float[layout().valuesPerImage()];
        source.read(row, FloatBuffer.wrap(values));
        boolean isOnSteps = isOnSteps(values);
        int area = layout().side() * layout().side();
        float[] plane = new float[area];
        for (int channel = 0; channel < layout().channels(); channel++) {
            System.arraycopy(values, channel * area, plane, 0, area);
            FlatAreas flat = new FlatAreas(plane, layout().side());
            signal.add(plane, strength, seed.child("signal", row));
            float[] asked = plane.clone();
            flat.hold(plane, GreyStep.LEVELS);
            clip(plane);
            if (isOnSteps) {
                round(plane);
            }
            held.add(values, channel * area, asked, plane);
            System.arraycopy(plane, 0, values, channel * area, area);
        }
        target.put(values);
    }

    /** Whether all values are those of 8 bits. */
    private static boolean isOnSteps(float[] values) {
        for (float value : values) {
            float scaled = value * GreyStep.LEVELS;
            if (Math.abs(scaled - Math.round(scaled)) >= ON_GRID) {
                return false;
            }
        }
        return true;
    }

    /** A signal below a step is seen by what it does to noise, as in a file; between the steps it would be plain. */
    private static void round(float[] plane) {
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Math.round(plane[i] * GreyStep.LEVELS) / (float) GreyStep.LEVELS;
        }
    }

    private void clip(float[] plane) {
        int outside = 0;
        for (int i = 0; i < plane.length; i++) {
            float value = plane[i];
            if (value < 0 || value > 1) {
                plane[i] = value < 0 ? 0 : 1;
                outside++;
            }
        }
        changed.add(plane.length);
        clipped.add(outside);
    }
}
