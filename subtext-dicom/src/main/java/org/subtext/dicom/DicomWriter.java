package org.subtext.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Writes a DICOM file (PS3.10 section 7) in explicit VR little endian. Encapsulated pixel data stay as they are, under
 * their transfer syntax; values read from a big endian file are turned; sequences and items get delimiters, not
 * lengths.
 */
public final class DicomWriter {
    /** Implementation Class UID (0002,0012). */
    public static final String IMPLEMENTATION_CLASS = Uid.ofText("Subtext implementation class");

    /** Implementation Version Name (0002,0013), without a number: it would tell who runs which version. */
    public static final String IMPLEMENTATION_VERSION = "SUBTEXT";

    private static final int LONGEST_SHORT = 0xFFFE;

    /** Bytes at a time; a multiple of every unit. */
    private static final int PIECE = 1 << 16;

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
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        begin(dataSet.string(Tags.SOP_CLASS), dataSet.string(Tags.SOP_INSTANCE), syntax, buffered);
        elements(dataSet, buffered);
        buffered.flush();
    }

    /**
     * What stands before a data set that arrives encoded, to be written after it as it came: preamble, prefix and file
     * meta information, with neither names nor addresses of whoever sent it.
     */
    public static void begin(String sopClass, String sopInstance, String transferSyntax, OutputStream out)
            throws IOException {
        begin(Optional.of(sopClass), Optional.of(sopInstance), transferSyntax, out);
    }

    private static void begin(Optional<String> sopClass, Optional<String> sopInstance, String syntax, OutputStream out)
            throws IOException {
        List<Element> meta = new ArrayList<>();
        meta.add(Element.of(Tags.FILE_META_VERSION, Vr.OB, ByteBuffer.wrap(new byte[] {0, 1})));
        sopClass.ifPresent(uid -> meta.add(Element.text(Tags.MEDIA_STORAGE_SOP_CLASS, Vr.UI, uid)));
        sopInstance.ifPresent(uid -> meta.add(Element.text(Tags.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, uid)));
        meta.add(Element.text(Tags.TRANSFER_SYNTAX, Vr.UI, syntax));
        meta.add(Element.text(Tags.IMPLEMENTATION_CLASS, Vr.UI, IMPLEMENTATION_CLASS));
        meta.add(Element.text(Tags.IMPLEMENTATION_VERSION, Vr.SH, IMPLEMENTATION_VERSION));
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        elements(DataSet.of(meta), group);
        out.write(new byte[FileParser.PREAMBLE]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer length = little(4).putInt(group.size()).flip();
        element(Element.of(Tags.FILE_META_GROUP_LENGTH, Vr.UL, length), out);
        group.writeTo(out);
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
        value(element, out);
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

    /** In pieces: a value of pixels may be as large as all the rest of the memory. */
    private static void value(Element element, OutputStream out) throws IOException {
        ByteBuffer value = element.value();
        int unit = element.vr().unitBytes();
        boolean turn = value.order() == ByteOrder.BIG_ENDIAN && unit > 1;
        byte[] piece = new byte[Math.min(PIECE, value.remaining())];
        while (value.hasRemaining()) {
            int length = Math.min(piece.length, value.remaining());
            value.get(piece, 0, length);
            if (turn) {
                turned(piece, length, unit);
            }
            out.write(piece, 0, length);
        }
    }

    private static void turned(byte[] bytes, int length, int unit) {
        for (int start = 0; start + unit <= length; start += unit) {
            for (int i = 0; i < unit / 2; i++) {
                byte swapped = bytes[start + i];
                bytes[start + i] = bytes[start + unit - 1 - i];
                bytes[start + unit - 1 - i] = swapped;
            }
        }
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
