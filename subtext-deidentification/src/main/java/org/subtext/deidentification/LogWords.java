package org.subtext.deidentification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the fixed words of a log mean, which every log says of itself.
 *
 * <p>The resource {@code meanings.csv} has one line a word of {@link Outcome}, {@link BurnedIn} and {@code PixelCut};
 * the verification reads it on its own, so that a log that says anything else is found.
 */
final class LogWords {
    private final Map<String, String> meanings = new LinkedHashMap<>();

    private LogWords() {}

    static LogWords ofBuild() {
        LogWords words = new LogWords();
        AttributeTable.resource("meanings.csv").lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", 2);
            words.meanings.put(cells[0], cells[1]);
        });
        return words;
    }

    /** All words in the order of the resource, each with its meaning. */
    Map<String, String> meanings() {
        return Collections.unmodifiableMap(meanings);
    }

    String meaning(String word) {
        String meaning = meanings.get(word);
        if (meaning == null) {
            throw new IllegalStateException("no meaning of " + word);
        }
        return meaning;
    }
}
