package org.subtext.deidentification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tables that belong to the build and lie beside the classes. */
final class BuildText {
    private BuildText() {}

    /** The text of a resource of this package. */
    static String of(String resource) {
        try (InputStream in = BuildText.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
