package org.subtext.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One message of Protocol Buffers, field by field, as its wire format has it; nothing is copied or built, so that a
 * message costs what is asked of it. Not thread-safe.
 */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int COUNTED = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteBuffer bytes;
    private int field;
    private long number;
    private ByteBuffer content = ByteBuffer.allocate(0);

    ProtoMessage(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Goes on to the next field.
     *
     * @throws IOException where the bytes are no such message
     */
    boolean next() throws IOException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        number = 0;
        content = bytes.slice(bytes.position(), 0);
        switch ((int) (tag & 7)) {
            case VARINT -> number = varint();
            case EIGHT_BYTES -> skip(8);
            case FOUR_BYTES -> skip(4);
            case COUNTED -> {
                long length = varint();
                if (length < 0 || length > bytes.remaining()) {
                    throw new IOException("a field that is longer than its message");
                }
                content = bytes.slice(bytes.position(), (int) length);
                skip((int) length);
            }
            default -> throw new IOException("a field of an unknown kind");
        }
        if (field == 0) {
            throw new IOException("a field without a number");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Of a field that is a whole number; else 0. */
    long number() {
        return number;
    }

    /** Of a field that is a message; else an empty one. */
    ProtoMessage message() {
        return new ProtoMessage(content);
    }

    /** Of a field that is text; else empty. */
    String text() {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    private void skip(int count) throws IOException {
        if (count > bytes.remaining()) {
            throw new IOException("a message that ends within a field");
        }
        bytes.position(bytes.position() + count);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new IOException("a message that ends within a number");
            }
            byte part = bytes.get();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }
}
