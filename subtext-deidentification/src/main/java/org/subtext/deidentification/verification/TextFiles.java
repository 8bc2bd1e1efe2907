package org.subtext.deidentification.verification;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches the table, the log and the names of files for what identifies in the source. */
final class TextFiles {
    private static final Pattern MADE =
            Pattern.compile("(dicom/)?P?[0-9a-f]{12,64}(/[0-9a-f]{12,64}\\.dcm)?|2\\.25\\.\\d+|\\d+(\\.\\d+)?s?");

    private final PatternSearch<Identifier> search;
    private final AllowList allowed;

    TextFiles(PatternSearch<Identifier> search, AllowList allowed) {
        this.search = search;
        this.allowed = allowed;
    }

    /** @param vocabulary words that stand in every such file, in small letters */
    void check(byte[] bytes, Set<String> vocabulary, BiConsumer<FindingKind, String> found) {
        search.in(bytes, (identifier, from, length) -> {
            if (!identifier.kind().isStrict()) {
                return;
            }
            String token = token(bytes, from, length);
            boolean made = MADE.matcher(token).matches() && !token.equals(identifier.text());
            boolean ordinary = Stream.of(
                            identifier.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                    .allMatch(word -> vocabulary.contains(word) || allowed.isWordOfNames(word));
            if (!made && !ordinary) {
                found.accept(FindingKind.IDENTIFIER, identifier.kind() + " in text");
            }
        });
    }

    /** What stands around a hit, up to the next mark between cells. */
    private static String token(byte[] bytes, int from, int length) {
        int start = from;
        int end = from + length;
        while (start > 0 && isInToken(bytes[start - 1])) {
            start--;
        }
        while (end < bytes.length && isInToken(bytes[end])) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isInToken(byte value) {
        return value != ','
                && value != '"'
                && value != '\n'
                && value != '\r'
                && value != ' '
                && value != '<'
                && value != '>';
    }
}
