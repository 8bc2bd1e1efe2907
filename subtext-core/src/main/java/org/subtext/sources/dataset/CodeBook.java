package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wording;

/**
 * What the recorded values of one column stand for. The first code that fits is taken; what does not count in a value
 * {@link Wording} says.
 *
 * @param column what is coded: "race", "sex", ...
 * @param codes in order of precedence
 */
public record CodeBook(String column, List<Code> codes) {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** How a code compares itself with a value. */
    public enum Match {
        EXACT,
        PREFIX,
        CONTAINS
    }

    /**
     * One code.
     *
     * @param match how
     * @param raw value, beginning or part of the value
     * @param meaning class name; empty for "nothing recorded"
     * @param verified seen in released code, documents or data; false where it is from memory only
     */
    public record Code(Match match, String raw, String meaning, boolean verified) {
        /** The code as a note quotes it: {@code "White..."} fits every value that begins so. */
        String quoted() {
            return switch (match) {
                case EXACT -> '"' + raw + '"';
                case PREFIX -> '"' + raw + "...\"";
                case CONTAINS -> "\"..." + raw + "...\"";
            };
        }

        boolean fits(String value) {
            String own = raw.toLowerCase(Locale.ROOT);
            return switch (match) {
                case EXACT -> value.equals(own);
                case PREFIX -> value.startsWith(own);
                case CONTAINS -> value.contains(own);
            };
        }
    }

    public CodeBook {
        codes = List.copyOf(codes);
    }

    static CodeBook of(String column) {
        return new CodeBook(column, List.of());
    }

    CodeBook exact(String raw, String meaning) {
        return with(new Code(Match.EXACT, raw, meaning, true));
    }

    CodeBook prefix(String raw, String meaning) {
        return with(new Code(Match.PREFIX, raw, meaning, true));
    }

    CodeBook contains(String raw, String meaning) {
        return with(new Code(Match.CONTAINS, raw, meaning, true));
    }

    /** Marks the code just added as one that nobody has checked on a real copy. */
    CodeBook unverified() {
        List<Code> longer = new ArrayList<>(codes);
        Code last = longer.remove(longer.size() - 1);
        longer.add(new Code(last.match, last.raw, last.meaning, false));
        return new CodeBook(column, longer);
    }

    /** The same codes where none of them was checked for the data set at hand. */
    CodeBook allUnverified() {
        return new CodeBook(
                column,
                codes.stream()
                        .map(code -> new Code(code.match, code.raw, code.meaning, false))
                        .toList());
    }

    private CodeBook with(Code code) {
        List<Code> longer = new ArrayList<>(codes);
        longer.add(code);
        return new CodeBook(column, longer);
    }

    /** The first code that fits. */
    Optional<Code> code(String raw) {
        String value = Wording.folded(raw);
        return codes.stream().filter(code -> code.fits(value)).findFirst();
    }

    /** The meaning, empty text where the value says that nothing is recorded, nothing where the value is unknown. */
    Optional<String> meaning(@Nullable String raw) {
        if (raw == null) {
            return Optional.of("");
        }
        return code(raw).map(Code::meaning).or(() -> NotRecorded.is(raw) ? Optional.of("") : Optional.empty());
    }

    /** Without white space around it, and with single spaces within. */
    static String collapsed(String raw) {
        boolean plain = true;
        for (int i = 0; i < raw.length() && plain; i++) {
            // Most cells with a space are plain words or times, and a table has a million of them.
            boolean single = raw.charAt(i) == ' ' && i > 0 && i + 1 < raw.length() && raw.charAt(i + 1) != ' ';
            plain = single || !Character.isWhitespace(raw.charAt(i));
        }
        return plain ? raw : SPACES.matcher(raw.strip()).replaceAll(" ");
    }
}
