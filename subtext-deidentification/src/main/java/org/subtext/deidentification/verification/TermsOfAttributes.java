package org.subtext.deidentification.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The terms that attributes may hold, and the words of which others may be made: the lists that the cleaner keeps
 * values by, read as data.
 */
final class TermsOfAttributes {
    private static final String FOLDER = "/org/subtext/deidentification/";
    private static final int CODE_OF_INSTITUTION = 0x00080082;
    private static final int CODE_OF_DEPARTMENT = 0x00081041;
    private static final int CODE_OF_METHOD = 0x00120064;
    private static final int MEANING = 0x00080104;

    /** Of PS3.16 CID 7050, those that the cleaner writes. */
    private static final Set<String> METHODS = Set.of(
            "Basic Application Confidentiality Profile",
            "Retain Patient Characteristics Option",
            "Retain Device Identity Option",
            "Retain Institution Identity Option",
            "Retain Longitudinal Temporal Information Modified Dates Option");

    private final Map<Integer, String[]> attributes = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    private TermsOfAttributes() {}

    static TermsOfAttributes ofBuild() {
        TermsOfAttributes terms = new TermsOfAttributes();
        for (String line :
                lines("enumerated.csv").subList(1, lines("enumerated.csv").size())) {
            String[] cells = line.split(",");
            terms.attributes.put(Integer.parseUnsignedInt(cells[0], 16), cells);
        }
        for (String line : lines("imaging-words.txt")) {
            if (!line.startsWith("#")) {
                terms.words.addAll(List.of(line.split(" ")));
            }
        }
        return terms;
    }

    private static List<String> lines(String name) {
        try (InputStream in = TermsOfAttributes.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether each of the values, parted by backslashes, may stand at this place. */
    boolean mayStand(Span span, String text) {
        String[] attribute = attributes.get(span.tag());
        List<Integer> path = span.path();
        int within = path.size() < 2 ? 0 : path.get(path.size() - 2);
        if (within == CODE_OF_METHOD && span.tag() == MEANING) {
            return METHODS.contains(text.strip());
        }
        if (attribute == null
                || attribute[1].equals("named")
                || within == CODE_OF_INSTITUTION
                || within == CODE_OF_DEPARTMENT) {
            return true;
        }
        for (String value : text.split("\\\\")) {
            String term = value.strip();
            boolean listed = attribute[1].equals("pattern")
                    ? term.matches(attribute[2])
                    : List.of(attribute[2].split("\\|")).contains(term.toUpperCase(Locale.ROOT));
            if (!term.isEmpty() && !listed && !(attribute[1].equals("open") && isOfWords(term))) {
                return false;
            }
        }
        return true;
    }

    /** Whether of words of anatomy and imaging alone. */
    boolean isOfWords(String value) {
        int numbers = 0;
        for (String word : value.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            boolean vertebra = word.matches("([ctls]\\d{1,2}|co\\d)");
            numbers += vertebra ? 1 : 0;
            if (!word.isEmpty() && !vertebra && !words.contains(word)) {
                return false;
            }
        }
        return numbers <= 1;
    }
}
