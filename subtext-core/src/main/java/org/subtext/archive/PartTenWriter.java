package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Begins a DICOM file around a data set that arrives by network (PS3.10 section 7.1). The data set follows as it came. */
final class PartTenWriter {
    /** Derived from a UUID (PS3.5 section B.2), fixed for this program. */
    static final String IMPLEMENTATION_CLASS = Uid.of("Subtext implementation class");

    static final String IMPLEMENTATION_VERSION = "SUBTEXT";

    private PartTenWriter() {}

    /** Preamble, prefix and file meta information; neither names nor addresses of whoever sent it. */
    static void begin(OutputStream out, String sopClass, String sopInstance, String transferSyntax) throws IOException {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        header(meta, 0x0001, "OB");
        meta.writeBytes(new byte[] {0, 0, 2, 0, 0, 0, 0, 1}); // reserved, length 2, version 00 01
        text(meta, 0x0002, "UI", sopClass, 0);
        text(meta, 0x0003, "UI", sopInstance, 0);
        text(meta, 0x0010, "UI", transferSyntax, 0);
        text(meta, 0x0012, "UI", IMPLEMENTATION_CLASS, 0);
        text(meta, 0x0013, "SH", IMPLEMENTATION_VERSION, ' ');
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        header(length, 0x0000, "UL");
        length.writeBytes(little(6).putShort((short) 4).putInt(meta.size()).array());
        out.write(new byte[128]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        length.writeTo(out);
        meta.writeTo(out);
    }

    private static void header(ByteArrayOutputStream out, int element, String vr) {
        out.writeBytes(little(4).putShort((short) 2).putShort((short) element).array());
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(ByteArrayOutputStream out, int element, String vr, String value, int padding) {
        header(out, element, vr);
        int even = value.length() + value.length() % 2;
        out.writeBytes(little(2).putShort((short) even).array());
        out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        if (even > value.length()) {
            out.write(padding);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
