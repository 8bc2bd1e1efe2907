package org.subtext.deidentification.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fixed words of every log and what it says that they mean, as the checker knows them without asking the log. */
final class Meanings {
    private static final String RESOURCE = "/org/subtext/deidentification/meanings.csv";

    private Meanings() {}

    /** Word and meaning. */
    static Map<String, String> ofBuild() {
        Map<String, String> meanings = new LinkedHashMap<>();
        try (InputStream in = Meanings.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .forEach(cells -> meanings.put(cells[0], cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return meanings;
    }

    /** All words of them, in small letters. */
    static Set<String> words() {
        Set<String> words = new HashSet<>();
        ofBuild()
                .forEach((word, meaning) -> words.addAll(Arrays.asList(
                        (word + " " + meaning).toLowerCase(Locale.ROOT).split("[^a-z]+"))));
        return words;
    }
}
