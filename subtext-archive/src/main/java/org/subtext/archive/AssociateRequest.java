package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.subtext.dicom.DicomWriter;

/**
 * A request for an association (PS3.8 section 9.3.2) and the answer to it (section 9.3.3).
 *
 * @param calledTitle application entity title of this side, as the peer wrote it
 * @param callingTitle that of the peer
 * @param applicationContext what the peer wants to speak
 * @param contexts presentation contexts proposed
 * @param mostBytes largest P-DATA-TF the peer takes, 0 for no limit
 */
record AssociateRequest(
        String calledTitle, String callingTitle, String applicationContext, List<Proposed> contexts, long mostBytes) {
    /** The only application context there is (PS3.7 section A.2.1). */
    static final String DICOM = "1.2.840.10008.3.1.1.1";

    private static final int TITLES = 2 + 2 + 16 + 16 + 32;
    private static final int MOST_CONTEXTS = 128;

    /** A presentation context: an abstract syntax (SOP class) and transfer syntaxes for it, preferred first. */
    record Proposed(int id, String abstractSyntax, List<String> transferSyntaxes) {}

    static AssociateRequest parse(byte[] body) throws ArchiveException {
        try {
            return parse(ByteBuffer.wrap(body));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Pdu.wrong("the peer's request for an association ends within an item");
        }
    }

    private static AssociateRequest parse(ByteBuffer in) throws ArchiveException {
        in.getInt(); // protocol version and reserved
        String called = text(in, 16);
        String calling = text(in, 16);
        in.position(TITLES);
        String application = "";
        List<Proposed> contexts = new ArrayList<>();
        long most = 0;
        while (in.hasRemaining()) {
            int type = in.get() & 0xff;
            ByteBuffer item = item(in);
            switch (type) {
                case 0x10 -> application = text(item, item.remaining());
                case 0x20 -> contexts.add(context(item));
                case 0x50 -> most = mostBytes(item);
                default -> {} // PS3.8 section 9.3.1: unknown items are ignored
            }
        }
        if (contexts.size() > MOST_CONTEXTS) {
            throw Pdu.wrong(
                    "the peer proposed " + contexts.size() + " presentation contexts; 128 are the most there can be");
        }
        return new AssociateRequest(called, calling, application, List.copyOf(contexts), most);
    }

    private static Proposed context(ByteBuffer in) {
        int id = in.get() & 0xff;
        in.position(4);
        String abstractSyntax = "";
        List<String> transferSyntaxes = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.get() & 0xff;
            ByteBuffer item = item(in);
            if (type == 0x30) {
                abstractSyntax = text(item, item.remaining());
            } else if (type == 0x40) {
                transferSyntaxes.add(text(item, item.remaining()));
            }
        }
        return new Proposed(id, abstractSyntax, List.copyOf(transferSyntaxes));
    }

    private static long mostBytes(ByteBuffer in) {
        while (in.hasRemaining()) {
            int type = in.get() & 0xff;
            ByteBuffer item = item(in);
            if (type == 0x51) {
                return item.getInt() & 0xffffffffL;
            }
        }
        return 0;
    }

    /** The value of an item whose type was just read. */
    private static ByteBuffer item(ByteBuffer in) {
        in.get();
        int length = in.getShort() & 0xffff;
        ByteBuffer item = in.slice(in.position(), length);
        in.position(in.position() + length);
        return item;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
    }

    /**
     * The body of A-ASSOCIATE-AC.
     *
     * @param request the peer's body, whose titles are sent back as they came
     * @param accepted one entry a proposed context, in order
     * @param mostBytes largest P-DATA-TF that this side takes
     */
    static byte[] accept(byte[] request, List<PresentationContext> accepted, int mostBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 0, 0});
        out.write(request, 4, TITLES - 4);
        put(out, 0x10, DICOM.getBytes(StandardCharsets.US_ASCII));
        for (PresentationContext context : accepted) {
            ByteArrayOutputStream item = new ByteArrayOutputStream();
            item.writeBytes(new byte[] {(byte) context.id(), 0, (byte) context.result(), 0});
            put(item, 0x40, context.transferSyntax().getBytes(StandardCharsets.US_ASCII));
            put(out, 0x21, item.toByteArray());
        }
        ByteArrayOutputStream user = new ByteArrayOutputStream();
        put(user, 0x51, ByteBuffer.allocate(4).putInt(mostBytes).array());
        put(user, 0x52, DicomWriter.IMPLEMENTATION_CLASS.getBytes(StandardCharsets.US_ASCII));
        put(user, 0x55, DicomWriter.IMPLEMENTATION_VERSION.getBytes(StandardCharsets.US_ASCII));
        put(out, 0x50, user.toByteArray());
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int type, byte[] value) {
        out.write(type);
        out.write(0);
        out.write(value.length >> 8);
        out.write(value.length);
        out.writeBytes(value);
    }
}
