package org.subtext.learn.interior;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.subtext.learn.engine.Device;
import org.subtext.learn.inference.PixelBatches;

/** Work on a batch through which gradients flow, a few images at a time: activations of a whole batch may not fit. */
final class ImageWork {
    /** Pixels that are under way at once on one thread, so that deep networks stay below some gigabytes. */
    private static final int PLACES_ON_PROCESSOR = 1 << 18;

    private static final int PLACES_ON_DEVICE = 1 << 19;

    /** From a few images to one row of values an image. */
    @FunctionalInterface
    interface OfFew {
        /** Works on rows {@code from} to {@code to - 1} of those asked for. */
        Tensor of(Tensor images, int from, int to);
    }

    private ImageWork() {}

    /** The same work over a whole batch, each part in a scope of its own. */
    static PixelBatches.Work inParts(Device device, OfFew work) {
        int places = device.kind() == Device.Kind.CPU ? PLACES_ON_PROCESSOR : PLACES_ON_DEVICE;
        return (images, from, to) -> {
            int part = (int) Math.max(1, places / (images.size(2) * images.size(3)));
            float[][] all = new float[to - from][];
            for (int start = from; start < to; start += part) {
                int end = Math.min(start + part, to);
                try (PointerScope scope = new PointerScope()) {
                    Tensor few = images.narrow(0, start - from, end - start);
                    float[][] rows = PixelBatches.toRows(work.of(few, start, end));
                    System.arraycopy(rows, 0, all, start - from, rows.length);
                }
            }
            return all;
        };
    }
}
