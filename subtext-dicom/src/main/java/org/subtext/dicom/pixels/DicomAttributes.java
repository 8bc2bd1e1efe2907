package org.subtext.dicom.pixels;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/** Attributes of a data set that was read. */
final class DicomAttributes implements Attributes {
    private final DataSet data;

    DicomAttributes(DataSet data) {
        this.data = data;
    }

    @Override
    public OptionalInt integer(int tag) {
        return data.integer(Tag.of(tag));
    }

    @Override
    public Optional<String> string(int tag) {
        return data.string(Tag.of(tag));
    }

    @Override
    public double[] decimals(int tag) {
        return data.decimals(Tag.of(tag));
    }

    @Override
    public int[] words(int tag) {
        ByteBuffer value = value(tag);
        int[] words = new int[value.remaining() / 2];
        for (int i = 0; i < words.length; i++) {
            words[i] = value.getShort(2 * i) & 0xFFFF;
        }
        return words;
    }

    @Override
    public boolean signed(int tag) {
        return data.find(Tag.of(tag)).filter(element -> element.vr() == Vr.SS).isPresent();
    }

    @Override
    public byte[] bytes(int tag) {
        ByteBuffer value = value(tag);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private ByteBuffer value(int tag) {
        Optional<Element> element = data.find(Tag.of(tag));
        ByteBuffer value = element.isPresent() ? element.get().value() : ByteBuffer.allocate(0);
        return value.slice().order(value.order());
    }

    @Override
    public List<Attributes> items(int tag) {
        return data.items(Tag.of(tag)).stream()
                .<Attributes>map(DicomAttributes::new)
                .toList();
    }
}
