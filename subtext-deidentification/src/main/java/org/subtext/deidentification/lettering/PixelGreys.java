package org.subtext.deidentification.lettering;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.DisplayImage;

/** Grey values of a file's frames as it asks to show them; of colour the mean of red, green and blue. */
public final class PixelGreys {
    /** Pixels that are looked at of one file: all frames of most, and of a long cine an even sample. */
    static final long MOST_PIXELS = 1L << 25;

    /** Frames that are looked at whatever their size. */
    static final int FEWEST_FRAMES = 8;

    private final DicomPixels pixels;

    private PixelGreys(DicomPixels pixels) {
        this.pixels = pixels;
    }

    /** Fails where the attributes of the pixels make no image. */
    public static PixelGreys of(DicomFile file) throws IOException {
        return new PixelGreys(DicomPixels.of(file));
    }

    public int frames() {
        return pixels.attributes().frames();
    }

    /** The frames to look at, the first and the last among them, at even steps where not all of them can be. */
    public SortedSet<Integer> chosen() {
        long each = Math.max(
                1,
                (long) pixels.attributes().shape().rows()
                        * pixels.attributes().shape().columns());
        return chosen(frames(), Math.max(FEWEST_FRAMES, MOST_PIXELS / each));
    }

    static SortedSet<Integer> chosen(int frames, long most) {
        SortedSet<Integer> chosen = new TreeSet<>();
        int count = (int) Math.min(frames, most);
        for (int i = 0; i < count; i++) {
            chosen.add(count == 1 ? 0 : (int) ((long) i * (frames - 1) / (count - 1)));
        }
        return chosen;
    }

    /** Fails where the frame cannot be decoded. */
    public Grey frame(int frame) throws IOException {
        DisplayImage shown = pixels.display(frame);
        short[] grey = shown.grey();
        if (shown.colour()) {
            byte[] rgb = shown.rgb();
            grey = new short[shown.width() * shown.height()];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (short) ((rgb[3 * i] & 0xFF) + (rgb[3 * i + 1] & 0xFF) + (rgb[3 * i + 2] & 0xFF));
            }
        }
        return Grey.of(shown.width(), shown.height(), grey);
    }
}
