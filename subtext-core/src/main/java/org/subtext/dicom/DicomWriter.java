package org.subtext.dicom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Writes a DICOM file (PS3.10 section 7) in explicit VR little endian. Encapsulated pixel data stay as they are, under their
 * transfer syntax; values read from a big endian file are turned; sequences and items get delimiters, not lengths.
 */
public final class DicomWriter {
    /** Implementation Class UID (0002,0012), made from a UUID as PS3.5 section B.2 allows. */
    private static final String IMPLEMENTATION = "2.25.206342879150613574861285041277830915264";

    private static final int LONGEST_SHORT = 0xFFFE;

    private DicomWriter() {}

    /** The file as it was read, in another layout where it had one. */
    public static void write(DicomFile file, OutputStream out) throws IOException {
        write(file.dataSet(), file.transferSyntax(), out);
    }

    /**
     * A data set with new file meta information.
     *
     * @param source how the data set was encoded; counts only while pixel data are encapsulated
     */
    public static void write(DataSet dataSet, TransferSyntax source, OutputStream out) throws IOException {
        boolean fragments = StreamSupport.stream(dataSet.spliterator(), false)
                .anyMatch(element -> !element.fragments().isEmpty());
        String syntax = fragments ? source.uid() : TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
        DataSet meta = DataSet.of(meta(dataSet, syntax));
        int length = 0;
        for (Element element : meta) {
            length += (element.vr().hasLongLength() ? 12 : 8) + even(element.length());
        }
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        buffered.write(new byte[FileParser.PREAMBLE]);
        buffered.write("DICM".getBytes(StandardCharsets.US_ASCII));
        element(
                Element.of(
                        Tags.FILE_META_GROUP_LENGTH,
                        Vr.UL,
                        little(4).putInt(length).flip()),
                buffered);
        elements(meta, buffered);
        elements(dataSet, buffered);
        buffered.flush();
    }

    private static List<Element> meta(DataSet dataSet, String syntax) {
        List<Element> meta = new ArrayList<>();
        meta.add(Element.of(Tags.FILE_META_VERSION, Vr.OB, ByteBuffer.wrap(new byte[] {0, 1})));
        dataSet.string(Tags.SOP_CLASS)
                .ifPresent(uid -> meta.add(Element.text(Tags.MEDIA_STORAGE_SOP_CLASS, Vr.UI, uid)));
        dataSet.string(Tags.SOP_INSTANCE)
                .ifPresent(uid -> meta.add(Element.text(Tags.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, uid)));
        meta.add(Element.text(Tags.TRANSFER_SYNTAX, Vr.UI, syntax));
        meta.add(Element.text(Tags.IMPLEMENTATION_CLASS, Vr.UI, IMPLEMENTATION));
        return meta;
    }

    private static void elements(DataSet dataSet, OutputStream out) throws IOException {
        for (Element element : dataSet) {
            // Group lengths are retired (PS3.5 section 7.2), and would be wrong in another layout.
            if (element.tag().element() != 0 || element.tag().group() == 2) {
                element(element, out);
            }
        }
    }

    private static void element(Element element, OutputStream out) throws IOException {
        if (element.vr() == Vr.SQ) {
            header(element.tag(), Vr.SQ, ElementHeader.UNDEFINED, out);
            for (DataSet item : element.items()) {
                item(Tags.ITEM, ElementHeader.UNDEFINED, out);
                elements(item, out);
                item(Tags.ITEM_DELIMITATION, 0, out);
            }
            item(Tags.SEQUENCE_DELIMITATION, 0, out);
            return;
        }
        if (!element.fragments().isEmpty()) {
            header(element.tag(), Vr.OB, ElementHeader.UNDEFINED, out);
            for (byte[] fragment : element.fragments()) {
                item(Tags.ITEM, even(fragment.length), out);
                out.write(fragment);
                pad(fragment.length, (byte) 0, out);
            }
            item(Tags.SEQUENCE_DELIMITATION, 0, out);
            return;
        }
        // A value too long for the 2-byte length of its representation goes out as UN (PS3.5 section 6.2.2 note 3).
        boolean tooLong = !element.vr().hasLongLength() && element.length() > LONGEST_SHORT;
        header(element.tag(), tooLong ? Vr.UN : element.vr(), even(element.length()), out);
        out.write(littleEndian(element));
        pad(element.length(), element.vr().padding(), out);
    }

    private static void header(Tag tag, Vr vr, long length, OutputStream out) throws IOException {
        ByteBuffer header = little(vr.hasLongLength() ? 12 : 8);
        header.putShort((short) tag.group()).putShort((short) tag.element());
        header.put(vr.name().getBytes(StandardCharsets.US_ASCII));
        if (vr.hasLongLength()) {
            header.putShort((short) 0).putInt((int) length);
        } else {
            header.putShort((short) length);
        }
        out.write(header.array());
    }

    private static void item(Tag tag, long length, OutputStream out) throws IOException {
        out.write(little(8)
                .putShort((short) tag.group())
                .putShort((short) tag.element())
                .putInt((int) length)
                .array());
    }

    private static byte[] littleEndian(Element element) {
        ByteBuffer value = element.value();
        byte[] bytes = new byte[value.remaining()];
        boolean turn = value.order() == ByteOrder.BIG_ENDIAN;
        int unit = element.vr().unitBytes();
        value.get(bytes);
        if (turn && unit > 1) {
            for (int start = 0; start + unit <= bytes.length; start += unit) {
                for (int i = 0; i < unit / 2; i++) {
                    byte swapped = bytes[start + i];
                    bytes[start + i] = bytes[start + unit - 1 - i];
                    bytes[start + unit - 1 - i] = swapped;
                }
            }
        }
        return bytes;
    }

    private static void pad(int length, byte padding, OutputStream out) throws IOException {
        if (length % 2 == 1) {
            out.write(padding);
        }
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
