package org.subtext.silo.rounds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** How parties write into their journals: a kind, and fields that each have their length. */
final class Records {
    private Records() {}

    /**
     * A record of a journal.
     *
     * @param kind ordinal of whatever the party counts them by
     */
    record Fields(int kind, List<byte[]> values) {
        byte[] value(int index) {
            return values.get(index);
        }
    }

    static byte[] of(Enum<?> kind, byte[]... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind.ordinal());
            for (byte[] value : values) {
                out.writeInt(value.length);
                out.write(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Fields read(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int kind = in.readByte();
            List<byte[]> values = new ArrayList<>();
            while (in.available() > 0) {
                values.add(in.readNBytes(in.readInt()));
            }
            return new Fields(kind, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
