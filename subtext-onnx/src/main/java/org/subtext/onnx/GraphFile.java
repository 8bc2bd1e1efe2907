package org.subtext.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an ONNX file says that it takes and gives, and what of it reaches beyond the file. Reads the graph's description
 * alone, and no weight; runs nothing. Source: onnx.proto of ONNX 1.19, field numbers of ModelProto and below.
 *
 * @param inputs that are no weights
 * @param outputs of the graph
 * @param foreignOperators domains whose operators neither ONNX nor ONNX Runtime defines
 * @param keepsWeightsElsewhere whether weights lie in other files
 */
record GraphFile(List<Port> inputs, List<Port> outputs, Set<String> foreignOperators, boolean keepsWeightsElsewhere) {
    /** Of an axis whose length the file leaves open. */
    static final long OPEN = -1;

    private static final int FLOAT = 1;
    private static final int DEEPEST = 32;
    private static final Set<String> KNOWN_DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc");

    GraphFile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        foreignOperators = Set.copyOf(foreignOperators);
    }

    /**
     * One input or output.
     *
     * @param elementType as TensorProto.DataType numbers it; 0 where it is no tensor
     * @param shape lengths of the axes, {@link #OPEN} where the file leaves one open
     */
    record Port(String name, int elementType, List<Long> shape) {
        Port {
            shape = List.copyOf(shape);
        }

        boolean isFloat() {
            return elementType == FLOAT;
        }

        /** {@code name float(? x 3 x 224 x 224)}. */
        String words() {
            List<String> axes = new ArrayList<>();
            shape.forEach(axis -> axes.add(axis == OPEN ? "?" : Long.toString(axis)));
            return name + (isFloat() ? " float(" : " type " + elementType + " (") + String.join(" x ", axes) + ")";
        }
    }

    /** Collects while messages are walked through. */
    private static final class Found {
        private final List<Port> inputs = new ArrayList<>();
        private final List<Port> outputs = new ArrayList<>();
        private final Set<String> weights = new HashSet<>();
        private final Set<String> domains = new TreeSet<>();
        private final Set<String> ownFunctions = new HashSet<>();
        private boolean elsewhere;
        private boolean hasGraph;
    }

    /**
     * Reads a file of up to 2 GiB, which is the most that one such message may hold.
     *
     * @throws IOException where it is no such file
     */
    static GraphFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException("a file of more than 2 GiB");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            Found found = new Found();
            model(new ProtoMessage(bytes), found);
            if (!found.hasGraph) {
                throw new IOException("no graph in it");
            }
            found.inputs.removeIf(input -> found.weights.contains(input.name()));
            found.domains.removeAll(found.ownFunctions);
            found.domains.removeAll(KNOWN_DOMAINS);
            return new GraphFile(found.inputs, found.outputs, found.domains, found.elsewhere);
        }
    }

    private static void model(ProtoMessage model, Found found) throws IOException {
        while (model.next()) {
            if (model.field() == 7) { // graph
                found.hasGraph = true;
                graph(model.message(), found, true, 0);
            } else if (model.field() == 25) { // functions
                function(model.message(), found);
            }
        }
    }

    private static void function(ProtoMessage function, Found found) throws IOException {
        while (function.next()) {
            if (function.field() == 7) { // node
                node(function.message(), found, 1);
            } else if (function.field() == 10) { // domain
                found.ownFunctions.add(function.text());
            }
        }
    }

    private static void graph(ProtoMessage graph, Found found, boolean isOutermost, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("graphs nested more than " + DEEPEST + " deep");
        }
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(graph.message(), found, depth + 1);
                case 5 -> tensor(graph.message(), found);
                case 11 -> port(graph.message(), isOutermost ? found.inputs : new ArrayList<>());
                case 12 -> port(graph.message(), isOutermost ? found.outputs : new ArrayList<>());
                case 15 -> sparse(graph.message(), found);
                default -> {} // names, words and shapes between
            }
        }
    }

    private static void node(ProtoMessage node, Found found, int depth) throws IOException {
        while (node.next()) {
            if (node.field() == 7) { // domain
                found.domains.add(node.text());
            } else if (node.field() == 5) { // attribute
                attribute(node.message(), found, depth);
            }
        }
    }

    private static void attribute(ProtoMessage attribute, Found found, int depth) throws IOException {
        while (attribute.next()) {
            switch (attribute.field()) {
                case 5, 10 -> tensor(attribute.message(), found);
                case 6, 11 -> graph(attribute.message(), found, false, depth);
                case 22, 23 -> sparse(attribute.message(), found);
                default -> {} // numbers and words
            }
        }
    }

    private static void sparse(ProtoMessage sparse, Found found) throws IOException {
        while (sparse.next()) {
            if (sparse.field() == 1 || sparse.field() == 2) { // values, indices
                tensor(sparse.message(), found);
            }
        }
    }

    private static void tensor(ProtoMessage tensor, Found found) throws IOException {
        while (tensor.next()) {
            if (tensor.field() == 8) { // name
                found.weights.add(tensor.text());
            } else if (tensor.field() == 13 || (tensor.field() == 14 && tensor.number() == 1)) { // external data
                found.elsewhere = true;
            }
        }
    }

    private static void port(ProtoMessage value, List<Port> ports) throws IOException {
        String name = "";
        int type = 0;
        List<Long> shape = new ArrayList<>();
        while (value.next()) {
            if (value.field() == 1) {
                name = value.text();
            } else if (value.field() == 2) { // type
                ProtoMessage kind = value.message();
                while (kind.next()) {
                    if (kind.field() == 1) { // tensor_type
                        ProtoMessage tensor = kind.message();
                        while (tensor.next()) {
                            if (tensor.field() == 1) {
                                type = (int) tensor.number();
                            } else if (tensor.field() == 2) {
                                shape(tensor.message(), shape);
                            }
                        }
                    }
                }
            }
        }
        ports.add(new Port(name, type, shape));
    }

    private static void shape(ProtoMessage shape, List<Long> axes) throws IOException {
        while (shape.next()) {
            if (shape.field() == 1) { // dim
                long length = OPEN;
                ProtoMessage axis = shape.message();
                while (axis.next()) {
                    if (axis.field() == 1) { // dim_value; dim_param names an open one
                        length = axis.number();
                    }
                }
                axes.add(length);
            }
        }
    }
}
