package org.subtext.audit;

import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes paths as people write them, not as {@code file:} URIs. */
final class PathsAsText extends SimpleModule {
    private static final long serialVersionUID = 1L;

    PathsAsText() {
        addSerializer(Path.class, new Writer());
        addDeserializer(Path.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Path> {
        Writer() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator out, SerializationContext context) {
            out.writeString(path.toString());
        }
    }

    private static final class Reader extends StdDeserializer<Path> {
        Reader() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser in, DeserializationContext context) {
            if (!in.currentToken().isScalarValue()) {
                return context.reportInputMismatch(Path.class, "a path is one text, found a list or keys");
            }
            return Path.of(in.getString());
        }
    }
}
