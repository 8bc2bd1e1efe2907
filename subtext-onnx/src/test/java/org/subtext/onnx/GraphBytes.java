package org.subtext.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX files made by hand: images times weights plus bias, one row an image. Field numbers as onnx.proto has them. */
final class GraphBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    GraphBytes number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    GraphBytes text(int field, String text) {
        return counted(field, text.getBytes(StandardCharsets.UTF_8));
    }

    GraphBytes message(int field, GraphBytes message) {
        return counted(field, message.bytes.toByteArray());
    }

    GraphBytes counted(int field, byte[] content) {
        varint(((long) field << 3) | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    static GraphBytes tensor(String name, float[] values, long... shape) {
        GraphBytes tensor = new GraphBytes();
        for (long length : shape) {
            tensor.number(1, length);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, 1).text(8, name).counted(9, raw.array());
    }

    /** An axis below zero is left open. */
    static GraphBytes port(String name, int type, long... shape) {
        GraphBytes axes = new GraphBytes();
        for (long length : shape) {
            axes.message(1, length < 0 ? new GraphBytes().text(2, "n") : new GraphBytes().number(1, length));
        }
        GraphBytes tensor = new GraphBytes().number(1, type).message(2, axes);
        return new GraphBytes().text(1, name).message(2, new GraphBytes().message(1, tensor));
    }

    static GraphBytes node(String operator, String domain, String output, String... inputs) {
        GraphBytes node = new GraphBytes();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operator);
        return domain.isEmpty() ? node : node.text(7, domain);
    }

    static GraphBytes model(GraphBytes graph) {
        return new GraphBytes()
                .number(1, 8)
                .message(7, graph)
                .message(8, new GraphBytes().text(1, "").number(2, 17));
    }

    /** Logits are the image, channel after channel, times weights of {@code (pixel, class)}, plus bias. */
    static Path linear(Path file, int batch, int channels, int side, float[] weights, float[] bias) {
        int pixels = channels * side * side;
        GraphBytes graph = new GraphBytes()
                .message(1, node("Flatten", "", "flat", "image"))
                .message(1, node("Gemm", "", "logits", "flat", "weights", "bias"))
                .text(2, "linear")
                .message(5, tensor("weights", weights, pixels, bias.length))
                .message(5, tensor("bias", bias, bias.length))
                .message(11, port("image", 1, batch, channels, side, side))
                .message(12, port("logits", 1, batch, bias.length));
        return write(file, model(graph));
    }

    static Path write(Path file, GraphBytes model) {
        try {
            return Files.write(file, model.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
