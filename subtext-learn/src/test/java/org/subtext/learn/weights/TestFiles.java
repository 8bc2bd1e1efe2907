package org.subtext.learn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Files for the tests of this package. */
final class TestFiles {
    private TestFiles() {}

    /** A copy of a file that {@code validation/weights/make_fixtures.py} made. */
    static Path fixture(Path folder, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(TestFiles.class.getResourceAsStream("/weights/" + name), name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    /** A safetensors file of a header as given and so many zero bytes of data. */
    static Path safetensors(Path folder, String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(folder.resolve("hand-made.safetensors"), bytes.array());
    }

    /** A float32 tensor to write. */
    static SafetensorsWriter.Source source(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new SafetensorsWriter.Source(name, new TensorInfo(ElementType.F32, shape), bytes::duplicate);
    }

    /** All values of a tensor as floats. */
    static float[] values(TensorFile file, String name) throws IOException {
        TensorInfo info = Objects.requireNonNull(file.tensors().get(name), name);
        ByteBuffer data = file.read(name);
        float[] values = new float[Math.toIntExact(info.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = info.type().floatAt(data, i);
        }
        return values;
    }
}
