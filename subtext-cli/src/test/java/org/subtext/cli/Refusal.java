package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that is refused, and what becomes of it when a person does as the message says.
 *
 * <p>A cure by options may only use those that the message names: advice that leads nowhere fails here.
 *
 * @param words the command
 * @param terminal what was seen
 */
record Refusal(List<Object> words, Terminal terminal) {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z-]*");

    /** Runs a command that must end with exit 2 and a message. */
    static Refusal of(Object... words) {
        Terminal terminal = Terminal.run(words);
        assertThat(terminal.exit()).as(terminal.all()).isEqualTo(2);
        assertThat(terminal.err()).as("a message").isNotBlank().doesNotContain("bug in Subtext", "\tat ");
        return new Refusal(List.of(words), terminal);
    }

    /** The message holds all of these. */
    Refusal saying(String... texts) {
        assertThat(terminal.err()).contains(texts);
        return this;
    }

    /** The message holds none of these: patients, words of a library. */
    Refusal notSaying(String... texts) {
        assertThat(terminal.all()).doesNotContain(texts);
        return this;
    }

    /** The same command with options that the message names. */
    Terminal curedWith(Object... more) {
        return cured(Stream.concat(words.stream(), Stream.of(more)).toArray());
    }

    /** The same command with options that the message names, which is refused for what comes next. */
    Refusal leadingOn(Object... more) {
        requireAdvised(more);
        return of(Stream.concat(words.stream(), Stream.of(more)).toArray());
    }

    /** The same command with another word: a value corrected, an option left out or in its place. */
    Terminal curedBy(Object word, Object... instead) {
        assertThat(words).contains(word);
        List<Object> changed = new ArrayList<>();
        words.forEach(one -> changed.addAll(one.equals(word) ? List.of(instead) : List.of(one)));
        return cured(changed.toArray());
    }

    /** The same command on a file that was mended as the message says. */
    Terminal curedIn(Path file, String text) throws IOException {
        assertThat(Files.readAllBytes(file)).isNotEqualTo(text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, text);
        return cured(words.toArray());
    }

    /** The same command, once what surrounds it was mended: a file brought back, an image written anew. */
    Terminal cured() {
        return cured(words.toArray());
    }

    private Terminal cured(Object... changed) {
        requireAdvised(changed);
        Terminal cured = Terminal.run(changed);
        assertThat(cured.exit()).as(cured.all()).isZero();
        return cured;
    }

    private void requireAdvised(Object... changed) {
        Set<String> used = options(Stream.of(changed));
        used.removeAll(options(words.stream()));
        assertThat(OPTION.matcher(terminal.err()).results().map(MatchResult::group))
                .as("what the message advises")
                .containsAll(used);
    }

    private static Set<String> options(Stream<Object> words) {
        return words.map(Object::toString)
                .filter(word -> OPTION.matcher(word).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
