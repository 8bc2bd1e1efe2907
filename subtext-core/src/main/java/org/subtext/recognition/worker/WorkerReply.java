package org.subtext.recognition.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker answers, and how both sides write it: big-endian words and counted rows.
 *
 * @param refusal why there are no outputs; null where there are
 * @param rows one an image, all of one width
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record WorkerReply(@Nullable String refusal, float[][] rows) {
    private static final int LONGEST_REFUSAL = 500;
    private static final int WIDEST = 1 << 20;

    static WorkerReply refused(String reason) {
        return new WorkerReply(reason.substring(0, Math.min(reason.length(), LONGEST_REFUSAL)), new float[0][]);
    }

    static WorkerReply of(float[][] rows) {
        return new WorkerReply(null, rows);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(refusal != null);
        if (refusal != null) {
            out.writeUTF(refusal);
        } else {
            int width = rows.length == 0 ? 0 : rows[0].length;
            out.writeInt(rows.length);
            out.writeInt(width);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * width);
            for (float[] row : rows) {
                bytes.clear().asFloatBuffer().put(row);
                out.write(bytes.array());
            }
        }
        out.flush();
    }

    /** @param images expected; an answer of other than so many is none */
    static WorkerReply read(DataInputStream in, int images) throws IOException {
        if (in.readBoolean()) {
            return refused(in.readUTF());
        }
        int count = in.readInt();
        int width = in.readInt();
        if (count != images || width < 0 || width > WIDEST) {
            return refused("it gives " + count + " rows of " + width + " numbers for " + images + " images");
        }
        float[][] rows = new float[count][width];
        for (float[] row : rows) {
            byte[] bytes = in.readNBytes(Float.BYTES * width);
            if (bytes.length < Float.BYTES * width) {
                throw new EOFException();
            }
            ByteBuffer.wrap(bytes).asFloatBuffer().get(row);
        }
        return of(rows);
    }
}
