package org.subtext.deidentification.identifiers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of words that belong to the build: entries parted by commas and ends of lines; lines with # are remarks. */
final class WordList {
    /** Words within names and addresses that are nobody's name. */
    static final Set<String> NO_NAMES = read("no-names.txt");

    /** Values that everybody uses and that tell of no patient, such as CHEST or White, also where one is called so. */
    static final Set<String> TERMS = read("terms.txt");

    /** Words within names of institutions that are no institution's name. */
    static final Set<String> NO_INSTITUTIONS = read("no-institutions.txt");

    private WordList() {}

    private static Set<String> read(String resource) {
        return lines(resource)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split(",")))
                .map(word -> FoldedText.readings(word).get(0).bare())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static String lines(String resource) {
        try (InputStream in = WordList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
