package org.subtext.learn.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.subtext.provenance.AtomicFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes safetensors files, whole or not at all; equal content gives equal bytes.
 *
 * <p>Tensors of wide elements come first, so that each begins at a multiple of its element's size: Python's reader
 * refuses others.
 */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    /** One tensor to write; its values are asked for when their turn comes. */
    public record Source(String name, TensorInfo info, Values values) {}

    /** Gives the values of a tensor in C order, little-endian, from position to limit. */
    @FunctionalInterface
    public interface Values {
        ByteBuffer read() throws IOException;
    }

    private SafetensorsWriter() {}

    /** Replaces the target by a file of these tensors and texts. */
    public static void write(Path target, List<Source> tensors, Map<String, String> metadata) throws IOException {
        List<Source> ordered = tensors.stream()
                .sorted(Comparator.comparing(t -> -t.info().type().bytes()))
                .toList();
        byte[] header = header(ordered, metadata);
        AtomicFiles.write(target, out -> write(out, header, ordered));
    }

    private static void write(OutputStream out, byte[] header, List<Source> tensors) throws IOException {
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        out.write(length.array());
        out.write(header);
        WritableByteChannel channel = Channels.newChannel(out);
        for (Source tensor : tensors) {
            ByteBuffer values = tensor.values().read();
            if (values.remaining() != tensor.info().bytes()) {
                throw new IllegalStateException(tensor.name() + " has " + values.remaining() + " bytes instead of "
                        + tensor.info().bytes());
            }
            while (values.hasRemaining()) {
                channel.write(values);
            }
        }
    }

    private static byte[] header(List<Source> tensors, Map<String, String> metadata) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(SafetensorsFile.METADATA);
            metadata.forEach(texts::put);
        }
        long offset = 0;
        for (Source tensor : tensors) {
            if (root.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
            ObjectNode node = root.putObject(tensor.name());
            node.put("dtype", tensor.info().type().name());
            ArrayNode shape = node.putArray("shape");
            tensor.info().shape().forEach(length -> shape.add((long) length));
            long end = offset + tensor.info().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-json.length, ALIGNMENT);
        return (root + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }
}
