package org.subtext.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One data element, immutable.
 *
 * @param tag its number
 * @param vr its value representation; of the data dictionary where the file does not say
 * @param value the bytes of the value as stored, read-only, in the byte order of the file; empty for sequences and
 *     fragments
 * @param items the items of a sequence (VR SQ)
 * @param fragments encapsulated pixel data: the basic offset table, which may be empty, then at least one fragment;
 *     empty for all else. The arrays are not copied and must not be changed
 */
public record Element(Tag tag, Vr vr, ByteBuffer value, List<DataSet> items, List<byte[]> fragments) {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public Element {
        ByteOrder order = value.order();
        value = value.asReadOnlyBuffer().order(order);
        items = List.copyOf(items);
        fragments = List.copyOf(fragments);
    }

    /** A value of bytes in the buffer's own order. */
    public static Element of(Tag tag, Vr vr, ByteBuffer value) {
        return new Element(tag, vr, value, List.of(), List.of());
    }

    /** Text values of the default repertoire or, where the data set says ISO_IR 192, of UTF-8. */
    public static Element text(Tag tag, Vr vr, String... values) {
        return of(tag, vr, ByteBuffer.wrap(String.join("\\", values).getBytes(StandardCharsets.UTF_8)));
    }

    /** Unsigned 16-bit numbers. */
    public static Element shorts(Tag tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return of(tag, Vr.US, bytes.flip());
    }

    public static Element sequence(Tag tag, List<DataSet> items) {
        return new Element(tag, Vr.SQ, EMPTY, items, List.of());
    }

    /** Encapsulated pixel data: the offset table first, then the fragments. */
    public static Element fragments(Tag tag, List<byte[]> fragments) {
        return new Element(tag, Vr.OB, EMPTY, List.of(), fragments);
    }

    /** A view from the start of the value, with the byte order in which it is stored. */
    @Override
    public ByteBuffer value() {
        return value.duplicate().order(value.order());
    }

    /** Bytes of the value. */
    public int length() {
        return value.remaining();
    }

    /** Equal content; the arrays of fragments are compared by what is in them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element that
                && tag.equals(that.tag)
                && vr == that.vr
                && value.equals(that.value)
                && items.equals(that.items)
                && Arrays.deepEquals(fragments.toArray(), that.fragments.toArray());
    }

    @Override
    public int hashCode() {
        return Objects.hash(tag, vr, value, items, Arrays.deepHashCode(fragments.toArray()));
    }

    /** Tag, representation and size, but never the value, which may identify a patient. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s %s",
                tag,
                vr,
                vr == Vr.SQ
                        ? items.size() + " items"
                        : fragments.isEmpty() ? length() + " bytes" : fragments.size() + " fragments");
    }
}
