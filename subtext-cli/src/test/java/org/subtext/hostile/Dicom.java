package org.subtext.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DicomFile;

/** DICOM files: explicit little endian, coded frames with the numbers of their streams, deflated data sets. */
record Dicom(String name, List<byte[]> seeds, boolean isDeflated) implements Format {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String DEFLATED_FRAME = "1.2.840.10008.1.2.8.1";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final int SIDE = 32;
    private static final int LONGEST_WALK = 4000;

    static List<Format> formats() {
        byte[] jpeg = Images.jpeg();
        return List.of(
                new Dicom("DICOM", List.of(plain(8, 1, ""), plain(16, 3, "LUT"), plain(8, 1, "PALETTE")), false),
                new Dicom("DICOM JPEG", List.of(coded(JPEG, 42, jpeg)), false),
                new Dicom("DICOM RLE", List.of(coded(RLE, 32, rle())), false),
                new Dicom(
                        "DICOM deflated frame",
                        List.of(coded(DEFLATED_FRAME, 32, deflated(new byte[SIDE * SIDE]))),
                        false),
                new Dicom("DICOM deflated", List.of(file(DEFLATED, body(8, 1, "LUT"))), true));
    }

    /** Files of others, of any transfer syntax. */
    static Format of(List<byte[]> files) {
        return new Dicom("DICOM of others", files, false);
    }

    @Override
    public String suffix() {
        return ".dcm";
    }

    private static byte[] plain(int bits, int frames, String table) {
        return file(EXPLICIT, body(bits, frames, table));
    }

    private static byte[] body(int bits, int frames, String table) {
        Elements body = header(SIDE, bits, frames, table.equals("PALETTE") ? "PALETTE COLOR" : "MONOCHROME2");
        if (table.equals("PALETTE")) {
            for (int colour = 0; colour < 3; colour++) {
                body.shorts(0x00281101 + colour, 256, 0, 8);
            }
            for (int colour = 0; colour < 3; colour++) {
                body.element(0x00281201 + colour, "OW", new byte[256]);
            }
        } else if (table.equals("LUT")) {
            Elements item = new Elements().shorts(0x00283002, 256, 0, 16).element(0x00283006, "OW", new byte[512]);
            body.sequence(0x00283010, item);
        }
        byte[] pixels = new byte[SIDE * SIDE * bits / 8 * frames];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 5);
        }
        return body.element(0x7FE00010, "OW", pixels).bytes();
    }

    private static Elements header(int rows, int bits, int frames, String photometric) {
        Elements referenced = new Elements().text(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.2");
        return new Elements()
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
                .text(0x00080018, "UI", "1.2.3.4")
                .text(0x00080060, "CS", "DX")
                .sequence(0x00081140, referenced.sequence(0x0040A170, new Elements().text(0x00080100, "SH", "121311")))
                .text(0x00100010, "PN", "Doe^Jane")
                .text(0x00100020, "LO", "p1")
                .text(0x0020000D, "UI", "1.2.3")
                .text(0x0020000E, "UI", "1.2.3.1")
                .shorts(0x00280002, 1)
                .text(0x00280004, "CS", photometric)
                .text(0x00280008, "IS", String.valueOf(frames))
                .shorts(0x00280010, rows)
                .shorts(0x00280011, SIDE)
                .shorts(0x00280100, bits)
                .shorts(0x00280101, bits)
                .shorts(0x00280102, bits - 1)
                .shorts(0x00280103, 0)
                .text(0x00281050, "DS", "100")
                .text(0x00281051, "DS", "200");
    }

    private static byte[] coded(String syntax, int rows, byte[] stream) {
        Elements body = header(rows, 8, 1, "MONOCHROME2");
        body.start(0x7FE00010, "OB", 0xFFFFFFFFL);
        body.item(new byte[0]).item(stream).end(0xFFFEE0DD);
        return file(syntax, body.bytes());
    }

    private static byte[] rle() {
        ByteBuffer frame = ByteBuffer.allocate(64 + 2 * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(1).putInt(64).position(64);
        for (int row = 0; row < SIDE; row++) {
            frame.put((byte) (1 - SIDE)).put((byte) row);
        }
        return frame.array();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 1000];
        byte[] stream = Arrays.copyOf(packed, deflater.deflate(packed));
        deflater.end();
        return Arrays.copyOf(stream, stream.length + stream.length % 2);
    }

    private static byte[] file(String syntax, byte[] body) {
        Elements meta = new Elements()
                .text(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
                .text(0x00020003, "UI", "1.2.3.4")
                .text(0x00020010, "UI", syntax);
        Elements all = new Elements();
        all.out.writeBytes(new byte[128]);
        all.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        all.element(
                0x00020000,
                "UL",
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(meta.bytes().length)
                        .array());
        all.out.writeBytes(meta.bytes());
        all.out.writeBytes(body);
        return all.bytes();
    }

    @Override
    public byte[] finished(byte[] changed) {
        int from = 144
                + (changed.length > 144
                        ? (int) Math.min(1000, Field.little("", 140, 4).get(changed))
                        : 0);
        if (!isDeflated || from < 0 || from > changed.length) {
            return changed;
        }
        byte[] packed = deflated(Arrays.copyOfRange(changed, from, changed.length));
        byte[] file = Arrays.copyOf(changed, from + packed.length);
        System.arraycopy(packed, 0, file, from, packed.length);
        return file;
    }

    /** Tags, representations, lengths and short values of elements, and the numbers of coded streams. */
    @Override
    public List<Field> fields(byte[] file) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer at = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            at.position(132);
            for (int i = 0; i < LONGEST_WALK && at.remaining() >= 8; i++) {
                element(file, at, fields);
            }
        } catch (RuntimeException e) {
            return fields; // walked through as far as it goes
        }
        return fields;
    }

    private static void element(byte[] file, ByteBuffer at, List<Field> fields) {
        int start = at.position();
        int group = at.getShort(start) & 0xFFFF;
        int number = at.getShort(start + 2) & 0xFFFF;
        fields.add(Field.little("group", start, 2));
        fields.add(Field.little("element", start + 2, 2));
        if (group == 0xFFFE) {
            fields.add(Field.little("item length", start + 4, 4));
            at.position(start + 8);
            long length = at.getInt(start + 4) & 0xFFFFFFFFL;
            boolean isStream = length > 4 && (file[start + 8] & 0xFF) == 0xFF || length > 64 && file[start + 9] == 0;
            if (isStream && number == 0xE000 && length <= at.remaining()) {
                stream(file, start + 8, (int) length, fields);
                at.position(start + 8 + (int) length);
            }
            return;
        }
        String vr = new String(file, start + 4, 2, StandardCharsets.ISO_8859_1);
        boolean isLong = List.of("OB", "OW", "SQ", "UN", "UT", "OF").contains(vr);
        fields.add(Field.little("representation", start + 4, 2));
        fields.add(isLong ? Field.little("length", start + 8, 4) : Field.little("length", start + 6, 2));
        long length = fields.get(fields.size() - 1).get(file);
        int value = start + (isLong ? 12 : 8);
        if (vr.equals("US")) {
            String what = number == 0x10 ? "rows" : number == 0x11 ? "columns" : "value " + number;
            for (int i = 0; i < Math.min(4, length / 2); i++) {
                fields.add(Field.little(what, value + 2 * i, 2));
            }
        }
        at.position(vr.equals("SQ") || length == 0xFFFFFFFFL ? value : Math.toIntExact(value + length));
    }

    private static void stream(byte[] file, int from, int length, List<Field> fields) {
        if ((file[from + 1] & 0xFF) == 0xD8) {
            fields.addAll(Images.jpegFields(file, from, from + length));
        } else if (file[from + 1] == 0x4F) {
            fields.add(Field.big("columns", from + 8, 4)); // T.800 A.5.1: Xsiz, Ysiz, offsets, tiles
            fields.add(Field.big("rows", from + 12, 4));
            for (int i = 16; i < 40; i += 4) {
                fields.add(Field.big("siz " + i % 8, from + i, 4));
            }
            for (int i = 40; i < Math.min(length, 120); i++) {
                fields.add(Field.big("stream", from + i, 1));
            }
        } else {
            for (int i = 0; i < 64; i += 4) {
                fields.add(Field.little("segment", from + i, 4));
            }
        }
    }

    @Override
    public void read(Path file) throws Exception {
        Images.read(ImageAddress.parse(file));
        Images.read(ImageAddress.parse(Path.of(file + "#2@lung")));
        try {
            DicomFile.readHeader(file);
        } catch (org.subtext.dicom.DicomException e) {
            requireReason(e.getMessage());
        }
    }

    static void requireReason(String message) {
        if (message == null || message.isBlank()) {
            throw new IllegalStateException("refused without a reason");
        }
    }

    /** Elements one after the other, explicit little endian. */
    private static final class Elements {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Elements start(int tag, String vr, long length) {
            boolean isLong = List.of("OB", "OW", "SQ").contains(vr);
            ByteBuffer head = ByteBuffer.allocate(isLong ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
            head.putShort((short) (tag >>> 16)).putShort((short) tag);
            head.put((byte) vr.charAt(0)).put((byte) vr.charAt(1));
            if (isLong) {
                head.putShort((short) 0).putInt((int) length);
            } else {
                head.putShort((short) length);
            }
            out.writeBytes(head.array());
            return this;
        }

        Elements element(int tag, String vr, byte[] value) {
            start(tag, vr, value.length);
            out.writeBytes(value);
            return this;
        }

        Elements text(int tag, String vr, String value) {
            String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
            return element(tag, vr, even.getBytes(StandardCharsets.US_ASCII));
        }

        Elements shorts(int tag, int... values) {
            ByteBuffer value = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int one : values) {
                value.putShort((short) one);
            }
            return element(tag, "US", value.array());
        }

        Elements sequence(int tag, Elements item) {
            start(tag, "SQ", 0xFFFFFFFFL);
            return item(item.bytes()).end(0xFFFEE0DD);
        }

        Elements item(byte[] content) {
            out.writeBytes(head(0xFFFEE000, content.length));
            out.writeBytes(content);
            return this;
        }

        Elements end(int tag) {
            out.writeBytes(head(tag, 0));
            return this;
        }

        private static byte[] head(int tag, int length) {
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) (tag >>> 16))
                    .putShort((short) tag)
                    .putInt(length)
                    .array();
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
