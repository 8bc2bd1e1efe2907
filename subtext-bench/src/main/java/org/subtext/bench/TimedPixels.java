package org.subtext.bench;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** Another source, with the processor time that its readers spend in it. */
final class TimedPixels implements PixelSource {
    private final PixelSource source;
    private final LongAdder nanos = new LongAdder();

    TimedPixels(PixelSource source) {
        this.source = source;
    }

    /** Over all threads. */
    long nanos() {
        return nanos.sum();
    }

    @Override
    public PixelLayout layout() {
        return source.layout();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        long begun = ThreadTime.nanos();
        source.read(row, target);
        nanos.add(ThreadTime.nanos() - begun);
    }
}
