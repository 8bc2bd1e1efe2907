package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command set of DIMSE (PS3.7 section 6.3, tables 9.1-1, 9.3-1 ff. and 9.3-12 ff.): elements of group 0000, always
 * implicit VR little endian.
 *
 * <p>Written and read here, not by {@link org.subtext.dicom.DicomWriter} and its reader: a command set is no data set.
 * It has a layout of its own (implicit, where files are written explicit), a group that files may not have, and a bound
 * that the association sets.
 *
 * @param elements value bytes by element number
 */
record Command(Map<Integer, byte[]> elements) {
    static final int C_STORE = 0x0001;
    static final int C_ECHO = 0x0030;
    static final int SUCCESS = 0x0000;
    static final int OUT_OF_RESOURCES = 0xA700;
    static final int DOES_NOT_MATCH = 0xA900;
    static final int CANNOT_UNDERSTAND = 0xC000;
    static final int UNRECOGNISED = 0x0211;

    private static final int SOP_CLASS = 0x0002;
    private static final int FIELD = 0x0100;
    private static final int MESSAGE = 0x0110;
    private static final int RESPONDED = 0x0120;
    private static final int DATA_SET = 0x0800;
    private static final int STATUS = 0x0900;
    private static final int SOP_INSTANCE = 0x1000;
    private static final int NO_DATA_SET = 0x0101;
    private static final int RESPONSE = 0x8000;

    static Command parse(byte[] bytes) throws ArchiveException {
        Map<Integer, byte[]> elements = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (in.hasRemaining()) {
                int group = in.getShort() & 0xffff;
                int element = in.getShort() & 0xffff;
                int length = in.getInt();
                if (group != 0 || length < 0 || length > in.remaining()) {
                    throw Pdu.wrong("the peer sent a command that cannot be read");
                }
                byte[] value = new byte[length];
                in.get(value);
                elements.put(element, value);
            }
        } catch (BufferUnderflowException e) {
            throw Pdu.wrong("the peer sent a command that ends within an element");
        }
        return new Command(elements);
    }

    int field() throws ArchiveException {
        return number(FIELD);
    }

    boolean hasDataSet() throws ArchiveException {
        return number(DATA_SET) != NO_DATA_SET;
    }

    String sopClass() throws ArchiveException {
        return uid(SOP_CLASS, "Affected SOP Class UID");
    }

    String sopInstance() throws ArchiveException {
        return uid(SOP_INSTANCE, "Affected SOP Instance UID");
    }

    private int number(int element) throws ArchiveException {
        byte[] value = elements.get(element);
        if (value == null || value.length != 2) {
            throw Pdu.wrong(String.format("the peer's command lacks element (0000,%04X)", element));
        }
        return value[0] & 0xff | (value[1] & 0xff) << 8;
    }

    private String uid(int element, String name) throws ArchiveException {
        byte[] value = elements.getOrDefault(element, new byte[0]);
        return ReceivedUid.checked(new String(value, StandardCharsets.US_ASCII), name);
    }

    /** The response to this request, as bytes. */
    byte[] response(int status) throws ArchiveException {
        Map<Integer, byte[]> answer = new TreeMap<>();
        for (int element : new int[] {SOP_CLASS, SOP_INSTANCE}) {
            byte[] value = elements.get(element);
            if (value != null) {
                answer.put(element, value);
            }
        }
        answer.put(FIELD, bytes(field() | RESPONSE));
        answer.put(RESPONDED, bytes(number(MESSAGE)));
        answer.put(DATA_SET, bytes(NO_DATA_SET));
        answer.put(STATUS, bytes(status));
        return encode(answer);
    }

    /** Elements in order, with the group length in front. */
    static byte[] encode(Map<Integer, byte[]> elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(elements).forEach((element, value) -> put(out, element, value));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        put(whole, 0, little(4).putInt(out.size()).array());
        whole.writeBytes(out.toByteArray());
        return whole.toByteArray();
    }

    static byte[] bytes(int value) {
        return little(2).putShort((short) value).array();
    }

    private static void put(ByteArrayOutputStream out, int element, byte[] value) {
        out.writeBytes(little(8)
                .putShort((short) 0)
                .putShort((short) element)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
