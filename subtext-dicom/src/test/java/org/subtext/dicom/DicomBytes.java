package org.subtext.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts DICOM bytes together by hand, right or wrong, so that the reader is not tested with the writer alone. */
public final class DicomBytes {
    public static final long UNDEFINED = 0xFFFFFFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean explicit;
    private final ByteOrder order;

    public DicomBytes(boolean explicit, ByteOrder order) {
        this.explicit = explicit;
        this.order = order;
    }

    public static DicomBytes explicitLittle() {
        return new DicomBytes(true, ByteOrder.LITTLE_ENDIAN);
    }

    public static DicomBytes implicitLittle() {
        return new DicomBytes(false, ByteOrder.LITTLE_ENDIAN);
    }

    /** Preamble, prefix and a meta group that holds the transfer syntax alone. */
    public static byte[] file(String syntax, DicomBytes dataSet) {
        return file(syntax, dataSet.bytes());
    }

    public static byte[] file(String syntax, byte[] dataSet) {
        DicomBytes file = explicitLittle();
        file.raw(new byte[128]).raw("DICM".getBytes(StandardCharsets.US_ASCII));
        return file.text(0x00020010, "UI", syntax + (syntax.length() % 2 == 0 ? "" : "\0"))
                .raw(dataSet)
                .bytes();
    }

    public DicomBytes text(int tag, String vr, String value) {
        return value(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    public DicomBytes number(int tag, int value) {
        return value(tag, "US", buffer(2).putShort((short) value).array());
    }

    public DicomBytes value(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).raw(value);
    }

    public DicomBytes header(int tag, String vr, long length) {
        tag(tag);
        if (!explicit) {
            return raw(buffer(4).putInt((int) length).array());
        }
        raw(vr.getBytes(StandardCharsets.ISO_8859_1));
        boolean isLong = vr.matches("OB|OD|OF|OL|OV|OW|SQ|SV|UC|UN|UR|UT|UV");
        return isLong
                ? raw(buffer(6).putShort((short) 0).putInt((int) length).array())
                : raw(buffer(2).putShort((short) length).array());
    }

    public DicomBytes item(long length) {
        return tag(0xFFFEE000).raw(buffer(4).putInt((int) length).array());
    }

    public DicomBytes itemEnd() {
        return tag(0xFFFEE00D).raw(new byte[4]);
    }

    public DicomBytes sequenceEnd() {
        return tag(0xFFFEE0DD).raw(new byte[4]);
    }

    public DicomBytes tag(int tag) {
        return raw(
                buffer(4).putShort((short) (tag >>> 16)).putShort((short) tag).array());
    }

    public DicomBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }
}
