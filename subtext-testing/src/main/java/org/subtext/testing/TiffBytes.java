package org.subtext.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** TIFF files of any sample type, uncompressed, made in memory: what the platform's writers refuse to write. */
public final class TiffBytes {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    /** Sizes and places; all other tags are short in most files. */
    private static final Set<Integer> LONGS = Set.of(254, 256, 257, 273, 278, 279);

    /**
     * One page.
     *
     * @param strip its samples, little endian
     * @param tags beyond size, strip and one sample a pixel: bits (258), photometric (262), orientation (274), sample
     *     format (339) and so on
     */
    @SuppressWarnings("ArrayRecordComponent") // written, not compared
    public record Page(int width, int height, byte[] strip, Map<Integer, Integer> tags) {}

    private TiffBytes() {}

    /** A file of grey pages, little endian. */
    public static byte[] of(Page... pages) {
        List<TreeMap<Integer, Integer>> directories = new ArrayList<>();
        int size = 8;
        for (Page page : pages) {
            TreeMap<Integer, Integer> tags = new TreeMap<>(Map.of(
                    256,
                    page.width(),
                    257,
                    page.height(),
                    258,
                    8,
                    259,
                    1,
                    262,
                    1,
                    277,
                    1,
                    278,
                    page.height(),
                    279,
                    page.strip().length));
            tags.putAll(page.tags());
            tags.put(273, size);
            directories.add(tags);
            size += page.strip().length + 2 + 12 * tags.size() + 4;
        }
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + pages[0].strip().length);
        for (int i = 0; i < pages.length; i++) {
            file.put(pages[i].strip());
            file.putShort((short) directories.get(i).size());
            directories
                    .get(i)
                    .forEach((tag, value) -> file.putShort(tag.shortValue())
                            .putShort((short) (LONGS.contains(tag) ? LONG : SHORT))
                            .putInt(1)
                            .putInt(value));
            boolean last = i == pages.length - 1;
            file.putInt(last ? 0 : file.position() + 4 + pages[i + 1].strip().length);
        }
        return file.array();
    }

    /**
     * A grey image of whole numbers.
     *
     * @param bits of a sample: 8, 16, 32 or 64
     * @param format of a sample: 1 unsigned, 2 signed, 3 floating point, 4 unsaid
     */
    public static byte[] grey(int width, int bits, int format, long... samples) {
        return grey(width, bits, format, Map.of(), samples);
    }

    /** The same with further tags, such as an orientation. */
    public static byte[] grey(int width, int bits, int format, Map<Integer, Integer> further, long... samples) {
        TreeMap<Integer, Integer> tags = new TreeMap<>(Map.of(258, bits, 339, format));
        tags.putAll(further);
        return of(new Page(width, samples.length / width, strip(bits, samples), tags));
    }

    /** Samples one after the other, little endian. */
    public static byte[] strip(int bits, long... samples) {
        ByteBuffer strip = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long sample : samples) {
            for (int shift = 0; shift < bits; shift += 8) {
                strip.put((byte) (sample >>> shift));
            }
        }
        return strip.array();
    }

    /** An Exif block that holds an orientation and nothing else, as JPEG and PNG carry it. */
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.BIG_ENDIAN)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
