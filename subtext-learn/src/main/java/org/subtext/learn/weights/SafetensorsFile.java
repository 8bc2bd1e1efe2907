package org.subtext.learn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.subtext.memory.HeapShare;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Stumble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header, the tensors' bytes one after the other.
 * Format: https://github.com/huggingface/safetensors#format.
 *
 * <p>Nothing in the header is believed: lengths, shapes and offsets must fit each other and the file, without holes or
 * overlaps, as the reference implementation demands. Values are memory-mapped.
 */
public final class SafetensorsFile implements TensorFile {
    static final String METADATA = "__metadata__";

    /** The reference implementation's limit of a header, in bytes. */
    private static final long MAX_HEADER = 100_000_000;

    /** Text of JSON becomes some thirty times as much memory. */
    private static final int SHARE_OF_HEADER = 64;

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Stored(TensorInfo info, long begin, long end) {}

    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, Stored> stored;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata;

    private SafetensorsFile(
            FileChannel channel, long dataStart, Map<String, Stored> stored, Map<String, String> metadata) {
        this.channel = channel;
        this.dataStart = dataStart;
        this.stored = stored;
        this.metadata = metadata;
        stored.forEach((name, entry) -> tensors.put(name, entry.info()));
    }

    /** Reads and checks the header. */
    public static SafetensorsFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return read(path, channel);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a header length that fits the file is followed by an opening brace; reads nine bytes. */
    static boolean looksLikeOne(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() <= LENGTH_BYTES) {
                return false;
            }
            ByteBuffer start = readFully(channel, 0, LENGTH_BYTES + 1);
            return fits(start.getLong(0), channel.size()) && start.get(LENGTH_BYTES) == '{';
        }
    }

    private static boolean fits(long headerLength, long fileSize) {
        return headerLength >= 2 && headerLength <= MAX_HEADER && headerLength <= fileSize - LENGTH_BYTES;
    }

    private static SafetensorsFile read(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        long headerLength =
                size < LENGTH_BYTES ? -1 : readFully(channel, 0, LENGTH_BYTES).getLong(0);
        if (!fits(headerLength, size)) {
            throw refuse(path, "its first eight bytes give no header length that fits the file's " + size + " bytes");
        }
        Optional<String> refusal = HeapShare.ofHeap(SHARE_OF_HEADER).refusal(headerLength);
        if (refusal.isPresent()) {
            throw refuse(path, "its header takes " + refusal.get());
        }
        ByteBuffer header = readFully(channel, LENGTH_BYTES, Math.toIntExact(headerLength));
        long dataStart = LENGTH_BYTES + headerLength;
        try {
            JsonNode tree = JSON.readTree(StandardCharsets.UTF_8.decode(header).toString());
            if (!tree.isObject()) {
                throw refuse(path, "its header is no JSON object");
            }
            Map<String, Stored> stored = tensors(path, tree);
            requireSideBySide(path, stored, size - dataStart);
            return new SafetensorsFile(channel, dataStart, stored, metadata(path, tree));
        } catch (JacksonException e) {
            throw refuse(path, "its header is no valid JSON" + Stumble.at(e));
        }
    }

    private static Map<String, String> metadata(Path path, JsonNode tree) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.path(METADATA).properties()) {
            if (!entry.getValue().isString()) {
                throw refuse(path, "its metadata \"" + entry.getKey() + "\" is no text");
            }
            metadata.put(entry.getKey(), entry.getValue().asString());
        }
        return Collections.unmodifiableMap(metadata);
    }

    /** The tensors by the position of their data. */
    private static Map<String, Stored> tensors(Path path, JsonNode tree) {
        List<Map.Entry<String, Stored>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            String name = property.getKey();
            if (!name.equals(METADATA)) {
                entries.add(Map.entry(name, stored(path, name, property.getValue())));
            }
        }
        Comparator<Stored> byPosition = Comparator.comparingLong(Stored::begin).thenComparingLong(Stored::end);
        entries.sort(Map.Entry.comparingByValue(byPosition));
        Map<String, Stored> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private static Stored stored(Path path, String name, JsonNode node) {
        TensorInfo info;
        try {
            info = new TensorInfo(ElementType.valueOf(node.path("dtype").asString("")), integers(node.path("shape")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refuse(
                    path,
                    "the tensor \"" + name + "\" has dtype " + node.path("dtype") + " and shape " + node.path("shape")
                            + ", which cannot be read");
        }
        List<Long> bounds = offsets(path, name, node.path("data_offsets"));
        long begin = bounds.get(0);
        long end = bounds.get(1);
        if (begin < 0 || end < begin || end - begin != info.bytes()) {
            throw refuse(
                    path,
                    "the tensor \"" + name + "\" of " + info.bytes() + " bytes has the data offsets " + begin + " to "
                            + end);
        }
        return new Stored(info, begin, end);
    }

    private static List<Long> offsets(Path path, String name, JsonNode node) {
        try {
            List<Long> bounds = integers(node);
            if (bounds.size() == 2) {
                return bounds;
            }
        } catch (IllegalArgumentException e) {
            // said below, as for a wrong count
        }
        throw refuse(path, "the tensor \"" + name + "\" has the data offsets " + node + ", not a begin and an end");
    }

    private static List<Long> integers(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("no array");
        }
        List<Long> values = new ArrayList<>();
        for (JsonNode value : array) {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new IllegalArgumentException("no integer: " + value);
            }
            values.add(value.asLong());
        }
        return values;
    }

    private static void requireSideBySide(Path path, Map<String, Stored> stored, long dataBytes) {
        long end = 0;
        for (Map.Entry<String, Stored> entry : stored.entrySet()) {
            if (entry.getValue().begin() != end) {
                throw refuse(
                        path,
                        "the tensor \"" + entry.getKey() + "\" begins at byte "
                                + entry.getValue().begin() + " of the data, but the one before it ends at " + end);
            }
            end = entry.getValue().end();
        }
        if (end != dataBytes) {
            throw refuse(path, "its header describes " + end + " bytes of data, but " + dataBytes + " follow it");
        }
    }

    private static InvalidInputException refuse(Path path, String found) {
        return new InvalidInputException(path + " is no readable safetensors file: " + found
                + ". Store it again with safetensors.torch.save_file, or copy it again if it was cut off.");
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ended at byte " + (position + buffer.position()));
            }
        }
        return buffer.flip();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public List<String> classNames() {
        return ClassNames.inMetadata(metadata);
    }

    /** A read-only view of the mapped file, which stays valid after {@link #close}. At most 2 GiB a tensor. */
    @Override
    public ByteBuffer read(String name) throws IOException {
        Stored entry = Objects.requireNonNull(stored.get(name), () -> "no tensor " + name);
        return channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), entry.end() - entry.begin())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
