package org.subtext.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of one image file directory of a TIFF or BigTIFF (TIFF 6.0 section 2), read without touching pixels.
 *
 * <p>Only whole numbers are kept, and of long lists the first few, but for the lengths of strips and tiles: what
 * decides how samples are to be read.
 */
final class TiffDirectory {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;

    /** A file of so many pages is taken for damaged. */
    private static final int MOST = 65_536;

    private static final int LONGEST_LIST = 16;

    /** How long strips are: all of them are asked whether they hold their rows. */
    static final int STRIP_BYTES = 279;

    /** How long tiles are, likewise. */
    static final int TILE_BYTES = 325;

    private final Map<Integer, long[]> tags;

    private TiffDirectory(Map<Integer, long[]> tags) {
        this.tags = tags;
    }

    static boolean isTiff(byte[] file) {
        if (file.length < 4) {
            return false;
        }
        boolean little = file[0] == 'I' && file[1] == 'I' && (file[2] == CLASSIC || file[2] == BIG) && file[3] == 0;
        boolean big = file[0] == 'M' && file[1] == 'M' && file[2] == 0 && (file[3] == CLASSIC || file[3] == BIG);
        return little || big;
    }

    /** The first directory; nothing where there is none. */
    static Optional<TiffDirectory> first(ByteBuffer tiff) throws UnreadableImageException {
        return read(tiff, 1).stream().findFirst();
    }

    /**
     * Every directory of the chain, the first page first.
     *
     * @throws UnreadableImageException where the chain leads out of the file
     */
    static List<TiffDirectory> all(byte[] file) throws UnreadableImageException {
        return read(ByteBuffer.wrap(file), MOST);
    }

    private static List<TiffDirectory> read(ByteBuffer tiff, int most) throws UnreadableImageException {
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            boolean big = tiff.getShort(2) == BIG;
            List<TiffDirectory> directories = new ArrayList<>();
            long at = big ? tiff.getLong(8) : tiff.getInt(4) & 0xFFFFFFFFL;
            Set<Long> seen = new HashSet<>();
            long left = tiff.limit(); // directories do not overlap: all together are no longer than the file
            while (at != 0 && directories.size() < most) {
                left -= bytes(tiff, at, big);
                if (!seen.add(at) || left < 0) {
                    throw damaged(at);
                }
                at = directory(tiff, at, big, directories);
            }
            if (directories.size() == MOST) {
                throw new UnreadableImageException("a damaged TIFF: it has " + MOST + " directories or more");
            }
            return directories;
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new UnreadableImageException("a damaged or truncated TIFF: its directory ends outside the file", e);
        }
    }

    private static UnreadableImageException damaged(long at) {
        return new UnreadableImageException("a damaged TIFF: its directories run in circles at byte " + at);
    }

    /** Length of the entries of a directory. */
    private static long bytes(ByteBuffer tiff, long start, boolean big) {
        int at = Math.toIntExact(start);
        long count = big ? tiff.getLong(at) : tiff.getShort(at) & 0xFFFF;
        return Math.multiplyExact(count, (long) (big ? 20 : 12));
    }

    /** Adds the directory at a place and says where the next one stands. */
    private static long directory(ByteBuffer tiff, long start, boolean big, List<TiffDirectory> directories) {
        int at = Math.toIntExact(start);
        long count = big ? tiff.getLong(at) : tiff.getShort(at) & 0xFFFF;
        int entryBytes = big ? 20 : 12;
        int first = at + (big ? 8 : 2);
        int end = Math.toIntExact(Math.addExact(first, Math.multiplyExact(count, entryBytes)));
        Map<Integer, long[]> tags = new HashMap<>();
        for (int entry = first; entry < end; entry += entryBytes) {
            long[] numbers = numbers(tiff, entry, big);
            if (numbers.length > 0) {
                tags.putIfAbsent(tiff.getShort(entry) & 0xFFFF, numbers);
            }
        }
        directories.add(new TiffDirectory(tags));
        return big ? tiff.getLong(end) : tiff.getInt(end) & 0xFFFFFFFFL;
    }

    /** Of an entry of whole numbers, the first few; of any other kind, none. */
    private static long[] numbers(ByteBuffer tiff, int entry, boolean big) {
        int bytes = switch (tiff.getShort(entry + 2)) {
            case 1 -> 1; // BYTE
            case 3 -> 2; // SHORT
            case 4, 13 -> 4; // LONG, IFD
            case 16, 18 -> 8; // LONG8, IFD8
            default -> 0;
        };
        long count = big ? tiff.getLong(entry + 4) : tiff.getInt(entry + 4) & 0xFFFFFFFFL;
        if (bytes == 0 || count < 1) {
            return new long[0];
        }
        int value = entry + (big ? 12 : 8);
        boolean within = count <= (big ? 8 : 4) / bytes;
        int from = within ? value : Math.toIntExact(big ? tiff.getLong(value) : tiff.getInt(value) & 0xFFFFFFFFL);
        int tag = tiff.getShort(entry) & 0xFFFF;
        boolean isWhole = (tag == STRIP_BYTES || tag == TILE_BYTES) && count <= tiff.limit() / bytes;
        long[] numbers = new long[(int) (isWhole ? count : Math.min(count, LONGEST_LIST))];
        for (int i = 0; i < numbers.length; i++) {
            int at = Math.addExact(from, i * bytes);
            numbers[i] = switch (bytes) {
                case 1 -> tiff.get(at) & 0xFF;
                case 2 -> tiff.getShort(at) & 0xFFFF;
                case 4 -> tiff.getInt(at) & 0xFFFFFFFFL;
                default -> tiff.getLong(at);
            };
        }
        return numbers;
    }

    /** The first number of a tag, or what stands for an absent one. */
    long number(int tag, long absent) {
        long[] numbers = tags.get(tag);
        return numbers == null ? absent : numbers[0];
    }

    /** The numbers of a tag, at most sixteen but of the lengths of strips and tiles all; none where it is absent. */
    List<Long> numbers(int tag) {
        long[] numbers = tags.get(tag);
        List<Long> list = new ArrayList<>();
        for (long number : numbers == null ? new long[0] : numbers) {
            list.add(number);
        }
        return list;
    }
}
