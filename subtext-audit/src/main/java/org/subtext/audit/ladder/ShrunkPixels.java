package org.subtext.audit.ladder;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.readers.GreyImage;

/**
 * The images of another source as grey ones of at most some side, by means over rectangles: what a small network reads.
 */
public final class ShrunkPixels implements PixelSource {
    private final PixelSource whole;
    private final PixelLayout layout;

    /** @param side the largest side; images that are smaller stay as large as they are */
    public ShrunkPixels(PixelSource whole, int side) {
        this.whole = whole;
        this.layout = new PixelLayout(Math.min(side, whole.layout().side()), 1, Resize.AREA_AVERAGE);
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        target.put(GreyImage.shrunk(GreyImage.of(whole, row), whole.layout().side(), layout.side()));
    }
}
