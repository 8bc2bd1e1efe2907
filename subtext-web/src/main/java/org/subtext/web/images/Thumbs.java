package org.subtext.web.images;

import java.util.List;
import org.subtext.audit.cases.Recent;
import org.subtext.audit.cases.SeenImage;
import org.subtext.audit.door.Stamps;
import org.subtext.images.PixelCache.FileNow;

/**
 * Small pictures, known by the image's content, their size and the setting, in memory alone and up to 256 MiB.
 * Thread-safe.
 */
final class Thumbs {
    static final long MOST_BYTES = 256L << 20;

    /** Pixels a side. */
    static final int SIDE = 64;

    private static final byte[] NONE = new byte[0];

    /** What a picture is of; a run that changed has others, whose settings may have other numbers. */
    private record Key(String content, int setting, String run, Stamps stamps) {}

    private final Recent<Key, byte[]> kept;

    Thumbs() {
        this(MOST_BYTES);
    }

    Thumbs(long most) {
        kept = new Recent<>(most, picture -> picture.length + 200L); // with its key
    }

    /** Bytes that are kept. */
    long total() {
        return kept.total();
    }

    /**
     * Pictures one after the other: a byte that is 1 where there is one and 0 where the image may not be shown, then
     * {@value #SIDE}² values of one byte a channel, channels side by side.
     */
    byte[] sheet(List<Room.Place> places) {
        if (places.isEmpty()) {
            return NONE;
        }
        int channels = places.get(0).cases().layout().channels();
        int length = SIDE * SIDE * channels;
        byte[] sheet = new byte[places.size() * (1 + length)];
        for (int i = 0; i < places.size(); i++) {
            byte[] picture = of(places.get(i));
            if (picture.length == length) {
                sheet[i * (1 + length)] = 1;
                System.arraycopy(picture, 0, sheet, i * (1 + length) + 1, length);
            }
        }
        return sheet;
    }

    private byte[] of(Room.Place place) {
        Key key = new Key(
                place.cases().content(place.index()),
                place.number(),
                place.room().run(),
                place.room().stamps());
        if (place.cases().file(place.index()) == FileNow.CHANGED) {
            return NONE; // the page of the case says so
        }
        byte[] known = kept.get(key);
        if (known != null) {
            return known;
        }
        if (place.cases().obstacle(place.index()).isPresent()) {
            return NONE;
        }
        byte[] made = reduced(place.image());
        kept.put(key, made);
        return made;
    }

    /** Means of the areas under each pixel; what leaves the range from black to white is shown as its end. */
    static byte[] reduced(SeenImage image) {
        int side = image.layout().side();
        int channels = image.layout().channels();
        float[] values = image.values();
        byte[] picture = new byte[SIDE * SIDE * channels];
        for (int y = 0; y < SIDE; y++) {
            int top = y * side / SIDE;
            int bottom = Math.max(top + 1, (y + 1) * side / SIDE);
            for (int x = 0; x < SIDE; x++) {
                int left = x * side / SIDE;
                int right = Math.max(left + 1, (x + 1) * side / SIDE);
                for (int channel = 0; channel < channels; channel++) {
                    float sum = 0;
                    for (int row = top; row < bottom; row++) {
                        int from = (channel * side + row) * side;
                        for (int column = left; column < right; column++) {
                            sum += values[from + column];
                        }
                    }
                    float mean = sum / ((bottom - top) * (right - left));
                    picture[(y * SIDE + x) * channels + channel] =
                            (byte) Math.round(255 * Math.max(0, Math.min(1, mean)));
                }
            }
        }
        return picture;
    }
}
