package org.subtext.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * A file that pages ask for beside themselves.
 *
 * @param type of its content
 */
record Asset(String type, byte[] content) {
    /** All there are: none is looked for by what a request says. */
    private static final Map<String, String> TYPES = Map.of(
            "explorer.css", "text/css; charset=utf-8",
            "explorer.js", "text/javascript; charset=utf-8",
            "images.js", "text/javascript; charset=utf-8",
            "images.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml");

    static Optional<Asset> of(String name) {
        String type = TYPES.get(name);
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return Optional.of(new Asset(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
