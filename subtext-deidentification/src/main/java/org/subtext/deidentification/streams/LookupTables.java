package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * Palettes and look-up tables (PS3.3 sections C.7.9, C.11.1 and C.11.2) with no more entries than their descriptors
 * call for, and no bit beyond those of an entry. Palettes of images that have none by their Photometric Interpretation
 * go whole.
 */
final class LookupTables {
    private static final int COLOURS = 3;
    private static final int PALETTE_DESCRIPTOR = 0x00281101;
    private static final int PALETTE = 0x00281201;
    private static final int SEGMENTED_PALETTE = 0x00281221;
    private static final int DESCRIPTOR = 0x00283002;
    private static final int DATA = 0x00283006;
    private static final Tag PHOTOMETRIC = Tag.of(0x00280004);

    private LookupTables() {}

    /** The data set, and all items in it. */
    static DataSet cut(DataSet data, CutTally tally) throws NotCleanedException {
        DataSet cut = table(data, DESCRIPTOR, DATA, tally);
        boolean palette = data.string(PHOTOMETRIC)
                .filter("PALETTE COLOR"::equalsIgnoreCase)
                .isPresent();
        for (int c = 0; c < COLOURS; c++) {
            if (palette) {
                cut = table(cut, PALETTE_DESCRIPTOR + c, PALETTE + c, tally);
                cut = segmented(cut, c, tally);
            } else {
                for (int tag : new int[] {PALETTE_DESCRIPTOR + c, PALETTE + c, SEGMENTED_PALETTE + c}) {
                    cut = shortened(cut, Tag.of(tag), 0, tally);
                }
            }
        }
        List<Element> changed = new ArrayList<>();
        for (Element element : cut) {
            if (element.vr() == Vr.SQ && !element.items().isEmpty()) {
                List<DataSet> items = new ArrayList<>();
                boolean same = true;
                for (DataSet item : element.items()) {
                    DataSet clean = cut(item, tally);
                    same &= clean == item;
                    items.add(clean);
                }
                if (!same) {
                    changed.add(Element.sequence(element.tag(), items));
                }
            }
        }
        for (Element element : changed) {
            cut = cut.with(element);
        }
        return cut;
    }

    private static DataSet table(DataSet data, int descriptor, int entries, CutTally tally) throws NotCleanedException {
        Tag tag = Tag.of(entries);
        Element table = data.find(tag).orElse(null);
        DataSet cut = shortened(data, Tag.of(descriptor), 6, tally);
        if (table == null) {
            return cut;
        }
        int[] words = words(data, Tag.of(descriptor));
        if (words.length < 3) {
            return shortened(cut, tag, 0, tally);
        }
        int count = words[0] == 0 ? 65536 : words[0];
        // Entries of 8 bits are words as well, or two a word where there are too few words.
        boolean bytes = words[2] == 8 && table.length() < 2 * count;
        cut = shortened(cut, tag, bytes ? count + (count & 1) : 2 * count, tally);
        return bytes ? paddingCleared(cut, tag, count, tally) : bitsCleared(cut, tag, words[2], tally);
    }

    /** Behind an odd number of entries of a byte the last word has one byte more. */
    private static DataSet paddingCleared(DataSet data, Tag tag, int count, CutTally tally) {
        int[] words = words(data, tag);
        int last = words.length - 1;
        if (count % 2 == 0 || last != count / 2 || words[last] <= 0xFF) {
            return data;
        }
        words[last] &= 0xFF;
        tally.add(PixelCut.UNUSED_BITS, 1);
        return withWords(data, tag, words);
    }

    /** Words hold an entry in their lower bits (PS3.3 section C.11.1.1.1). */
    private static DataSet bitsCleared(DataSet data, Tag tag, int bits, CutTally tally) throws NotCleanedException {
        if (bits < 1 || bits > 15) {
            return data;
        }
        int used = (1 << bits) - 1;
        int[] words = words(data, tag);
        long outside = 0;
        boolean inside = false;
        for (int i = 0; i < words.length; i++) {
            int clear = words[i] & used;
            outside += clear == words[i] ? 0 : 1;
            inside |= clear != 0;
            words[i] = clear;
        }
        if (outside == 0) {
            return data;
        }
        if (!inside) {
            throw new NotCleanedException("a look-up table or palette " + tag + " whose entries lie outside the " + bits
                    + " lower bits that its descriptor gives them, so that nobody can tell values from what else lies"
                    + " there. Correct the descriptor.");
        }
        tally.add(PixelCut.UNUSED_BITS, outside);
        return withWords(data, tag, words);
    }

    private static DataSet withWords(DataSet data, Tag tag, int[] words) {
        Element element = data.find(tag).orElseThrow();
        ByteBuffer value = element.value();
        ByteBuffer written = ByteBuffer.allocate(2 * words.length).order(value.order());
        for (int word : words) {
            written.putShort((short) word);
        }
        return data.with(Element.of(tag, element.vr(), written.flip()));
    }

    /** Segments up to the one that fills the palette (PS3.3 section C.7.9.2). */
    private static DataSet segmented(DataSet data, int colour, CutTally tally) {
        Tag tag = Tag.of(SEGMENTED_PALETTE + colour);
        if (!data.has(tag)) {
            return data;
        }
        int[] descriptor = words(data, Tag.of(PALETTE_DESCRIPTOR + colour));
        if (descriptor.length < 3 || data.has(Tag.of(PALETTE + colour))) {
            return shortened(data, tag, 0, tally);
        }
        return shortened(data, tag, SegmentedLength.of(words(data, tag), descriptor), tally);
    }

    private static DataSet shortened(DataSet data, Tag tag, int bytes, CutTally tally) {
        Element element = data.find(tag).orElse(null);
        if (element == null || element.length() <= bytes && bytes > 0) {
            return data;
        }
        tally.add(PixelCut.TABLE_ENTRIES, element.length() - bytes);
        if (bytes == 0) {
            return data.without(tag);
        }
        ByteBuffer value = element.value();
        ByteBuffer start = value.slice(value.position(), bytes).order(value.order());
        return data.with(Element.of(tag, element.vr(), start));
    }

    private static int[] words(DataSet data, Tag tag) {
        ByteBuffer value = data.find(tag).map(Element::value).orElseGet(() -> ByteBuffer.allocate(0));
        int[] words = new int[value.remaining() / 2];
        for (int i = 0; i < words.length; i++) {
            words[i] = value.getShort(value.position() + 2 * i) & 0xFFFF;
        }
        return words;
    }
}
