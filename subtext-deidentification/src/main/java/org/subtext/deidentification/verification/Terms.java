package org.subtext.deidentification.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that everybody uses and that stay for a patient called so: the list that the cleaner keeps them by, read as
 * data.
 */
final class Terms {
    private static final String RESOURCE = "/org/subtext/deidentification/identifiers/terms.txt";

    private final Set<String> terms;

    private Terms(Set<String> terms) {
        this.terms = terms;
    }

    static Terms ofBuild() {
        try (InputStream in = Terms.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            return new Terms(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(",")))
                    .map(IdentifiersOfFile::bare)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the whole value is one of them, however it is spaced. */
    boolean has(String value) {
        return terms.contains(IdentifiersOfFile.bare(value));
    }
}
