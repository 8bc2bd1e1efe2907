package org.subtext.archive;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A protocol data unit of the DICOM upper layer (PS3.8 section 9.3): one byte of type, one reserved, four of length,
 * body.
 *
 * @param type one of the constants
 * @param body what follows the length; handed over, not copied
 */
record Pdu(int type, byte[] body) {
    static final int ASSOCIATE_RQ = 1;
    static final int ASSOCIATE_AC = 2;
    static final int ASSOCIATE_RJ = 3;
    static final int DATA = 4;
    static final int RELEASE_RQ = 5;
    static final int RELEASE_RP = 6;
    static final int ABORT = 7;

    /** A request may hold 128 presentation contexts with dozens of transfer syntaxes each. */
    static final int ASSOCIATE_BYTES = 1 << 20;

    private static final int HEADER = 6;

    /**
     * Reads the next unit; null when the peer closed the connection between two.
     *
     * @param dataBytes largest body of P-DATA-TF, as was negotiated
     * @throws ArchiveException when the unit is unknown or longer than its kind may be; nothing is allocated for it
     */
    static @Nullable Pdu read(DataInputStream in, int dataBytes) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        in.readByte();
        long length = in.readInt() & 0xffffffffL;
        long most = switch (type) {
            case ASSOCIATE_RQ, ASSOCIATE_AC -> ASSOCIATE_BYTES;
            case DATA -> dataBytes;
            case ASSOCIATE_RJ, RELEASE_RQ, RELEASE_RP, ABORT -> 4;
            default -> throw wrong("the peer sent a unit of unknown type " + type);
        };
        if (length > most) {
            throw wrong("the peer sent a unit of type " + type + " of " + length + " bytes; at most " + most
                    + " are allowed");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("the connection ended within a unit");
        }
        return new Pdu(type, body);
    }

    void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length);
        bytes.put((byte) type).put((byte) 0).putInt(body.length).put(body);
        out.write(bytes.array());
        out.flush();
    }

    /** A-RELEASE-RP (PS3.8 section 9.3.7). */
    static Pdu releaseResponse() {
        return new Pdu(RELEASE_RP, new byte[4]);
    }

    /** A-ASSOCIATE-RJ (PS3.8 section 9.3.4). */
    static Pdu reject(int result, int source, int reason) {
        return new Pdu(ASSOCIATE_RJ, new byte[] {0, (byte) result, (byte) source, (byte) reason});
    }

    /** A-ABORT by the service provider (PS3.8 section 9.3.8). */
    static Pdu abort(int reason) {
        return new Pdu(ABORT, new byte[] {0, 0, 2, (byte) reason});
    }

    static ArchiveException wrong(String message) {
        return new ArchiveException(ArchiveException.Kind.WRONG_CONTENT, message);
    }
}
