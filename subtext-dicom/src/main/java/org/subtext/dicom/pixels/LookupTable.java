package org.subtext.dicom.pixels;

import java.util.Arrays;
import java.util.Optional;
import org.subtext.dicom.codec.PixelDataException;

/**
 * A table of values by value (PS3.3 C.11.1.1 and C.11.2.1.1): entries from a first input on, ends repeated outside.
 *
 * @param first input of the first entry
 * @param bits of an entry, 8 to 16: as declared, or as many as the largest entry needs where that is more
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record LookupTable(int first, int bits, int[] entries) {
    private static final int DESCRIPTOR = 0x00283002;
    private static final int DATA = 0x00283006;

    /** Of a LUT sequence's item; empty where it holds none. */
    static Optional<LookupTable> ofItem(Attributes item, TableInput input) throws PixelDataException {
        int[] descriptor = item.words(DESCRIPTOR);
        int[] data = item.words(DATA);
        if (descriptor.length == 0 && data.length == 0) {
            return Optional.empty();
        }
        boolean saidSigned = item.signed(DESCRIPTOR);
        return Optional.of(of(descriptor, data, input, saidSigned, "LUT Data (0028,3006)"));
    }

    /** @param descriptor number of entries (0 for 65,536), first input, bits */
    static LookupTable of(int[] descriptor, int[] data, TableInput input, String name) throws PixelDataException {
        return of(descriptor, data, input, false, name);
    }

    private static LookupTable of(int[] descriptor, int[] data, TableInput input, boolean saidSigned, String name)
            throws PixelDataException {
        if (descriptor.length < 3) {
            throw new PixelDataException(
                    name + " has a descriptor of " + descriptor.length + " values; 3 were expected");
        }
        int count = descriptor[0] == 0 ? 65536 : descriptor[0];
        int bits = descriptor[2];
        int first = input.first(descriptor[1], count, saidSigned);
        if (bits < 8 || bits > 16) {
            throw new PixelDataException(name + " says " + bits + " bits an entry; 8 to 16 were expected");
        }
        int[] entries = data;
        if (data.length < count && bits == 8 && 2 * data.length >= count) {
            entries = bytes(data, count); // two entries a word
        }
        if (entries.length < count) {
            throw new PixelDataException(
                    name + " holds " + entries.length + " entries; its descriptor says " + count + "; truncated");
        }
        int[] used = entries.length == count ? entries : Arrays.copyOf(entries, count);
        int inUse = Integer.SIZE - Integer.numberOfLeadingZeros(largest(used));
        return new LookupTable(first, Math.max(bits, inUse), used);
    }

    private static int[] bytes(int[] words, int count) {
        int[] bytes = new int[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = words[i >> 1] >> (8 * (i & 1)) & 0xFF;
        }
        return bytes;
    }

    /** The largest entry. */
    int largest() {
        return largest(entries);
    }

    private static int largest(int[] entries) {
        return Arrays.stream(entries).max().orElse(0);
    }

    int get(double input) {
        double index = Math.floor(input) - first;
        return entries[index <= 0 ? 0 : (int) Math.min(index, entries.length - 1)];
    }
}
