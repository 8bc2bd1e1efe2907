package org.subtext.dicom.pixels;

import java.util.ArrayList;
import java.util.List;
import org.subtext.dicom.codec.PixelDataException;

/**
 * Puts the fragments of encapsulated pixel data together to frames (PS3.5 section A.4).
 *
 * <p>One frame takes all fragments; as many fragments as frames are one each. Else the extended offset table divides
 * them, then the basic one, and where neither fits, every fragment that starts with a code stream's mark starts a
 * frame.
 */
public final class FrameFragments {
    private static final int ITEM_HEADER = 8;

    private FrameFragments() {}

    /**
     * Divides fragments among frames.
     *
     * @param basic offsets of frames from the first fragment's item tag; may be empty
     * @param extended likewise, of 64 bits; may be empty
     * @return one list of fragments a frame, of at least as many frames as asked for
     */
    public static List<List<byte[]>> frames(List<byte[]> fragments, int frames, long[] basic, long[] extended)
            throws PixelDataException {
        if (fragments.isEmpty()) {
            throw new PixelDataException("encapsulated pixel data (7FE0,0010) without a fragment; truncated");
        }
        if (frames == 1) {
            return List.of(fragments);
        }
        if (fragments.size() == frames) {
            return fragments.stream().map(List::of).toList();
        }
        for (long[] table : new long[][] {extended, basic}) {
            List<List<byte[]>> divided = table.length == frames ? byOffsets(fragments, table) : List.of();
            if (divided.size() == frames) {
                return divided;
            }
        }
        List<List<byte[]>> marked = byMarks(fragments);
        if (marked.size() >= frames) {
            return marked;
        }
        throw new PixelDataException("Number of Frames (0028,0008) is " + frames + ", but the " + fragments.size()
                + " fragments of pixel data make " + marked.size() + " frames; truncated, or the number is wrong");
    }

    private static List<List<byte[]>> byOffsets(List<byte[]> fragments, long[] offsets) {
        List<List<byte[]>> frames = new ArrayList<>();
        long at = 0;
        for (byte[] fragment : fragments) {
            if (frames.size() < offsets.length && at == offsets[frames.size()]) {
                frames.add(new ArrayList<>());
            }
            if (frames.isEmpty()) {
                return List.of();
            }
            frames.get(frames.size() - 1).add(fragment);
            at += ITEM_HEADER + fragment.length;
        }
        return frames;
    }

    private static List<List<byte[]>> byMarks(List<byte[]> fragments) {
        List<List<byte[]>> frames = new ArrayList<>();
        for (byte[] fragment : fragments) {
            boolean mark = fragment.length > 3
                    && fragment[0] == -1
                    && (fragment[1] == (byte) 0xD8 || (fragment[1] == 0x4F && fragment[2] == -1));
            if (mark || frames.isEmpty()) {
                frames.add(new ArrayList<>());
            }
            frames.get(frames.size() - 1).add(fragment);
        }
        return frames;
    }

    /** One frame's fragments as one stream. */
    public static byte[] joined(List<byte[]> fragments) {
        if (fragments.size() == 1) {
            return fragments.get(0);
        }
        int length = 0;
        for (byte[] fragment : fragments) {
            length = Math.addExact(length, fragment.length);
        }
        byte[] all = new byte[length];
        int to = 0;
        for (byte[] fragment : fragments) {
            System.arraycopy(fragment, 0, all, to, fragment.length);
            to += fragment.length;
        }
        return all;
    }
}
