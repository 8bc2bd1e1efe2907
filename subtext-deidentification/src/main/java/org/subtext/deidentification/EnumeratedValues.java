package org.subtext.deidentification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.dicom.Tag;
import org.subtext.provenance.ContentHash;

/**
 * The values of attributes that have terms and no text: what is none of an attribute's terms somebody typed, and
 * sixteen letters are enough for a name.
 *
 * <p>The resource {@code enumerated.csv} has one line an attribute, with the terms of PS3.3 and those that devices
 * write. Where the list is {@code closed} nothing else stays. Where it is {@code open} (defined terms, which sites
 * extend, and meanings of codes) a value may also be made of the words of {@code imaging-words.txt}. A {@code pattern}
 * is the form of all values. Of a {@code named} attribute the terms are merely known: other text stays as it would.
 */
final class EnumeratedValues {
    private static final int COLUMNS = 4;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern VERTEBRA = Pattern.compile("[ctls]\\d{1,2}|co\\d");
    private static final Pattern DIGITS = Pattern.compile(".*\\d.*");

    /** Of these the values before one that is no term say what they say without it. */
    private static final Set<Tag> IN_ORDER = Set.of(Tag.of(0x00080008), Tag.of(0x00089007), Tag.of(0x00180022));

    /** What such a code means is an institution, which stays where it was asked for and goes with its sequence else. */
    private static final Set<Tag> INSTITUTIONS = Set.of(Tag.of(0x00080082), Tag.of(0x00081041));

    private final Map<Tag, Attribute> attributes;
    private final Set<String> words;
    private final ContentHash hash;

    private EnumeratedValues(Map<Tag, Attribute> attributes, Set<String> words, ContentHash hash) {
        this.attributes = Map.copyOf(attributes);
        this.words = words;
        this.hash = hash;
    }

    private record Attribute(Predicate<String> listed, boolean mayStay, boolean words) {}

    /** The lists that belong to this build. */
    static EnumeratedValues ofBuild() {
        String words = AttributeTable.resource("imaging-words.txt");
        String table = AttributeTable.resource("enumerated.csv");
        Set<String> known = words.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
        Map<Tag, Attribute> attributes = new HashMap<>();
        table.lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", COLUMNS);
            Set<String> terms = Set.copyOf(Arrays.asList(cells[2].split("\\|")));
            Predicate<String> listed =
                    cells[1].equals("pattern") ? Pattern.compile(cells[2]).asMatchPredicate() : terms::contains;
            attributes.put(
                    Tag.of(Integer.parseUnsignedInt(cells[0], 16)),
                    new Attribute(listed, cells[1].equals("named"), cells[1].equals("open")));
        });
        return new EnumeratedValues(attributes, known, ContentHash.ofText(table + words));
    }

    /** Whether an attribute has no values but its terms and what may be made like them. */
    boolean areAsked(TagPath path) {
        Attribute attribute = attributes.get(path.last());
        boolean institution = !path.isTop() && INSTITUTIONS.contains(path.sequence());
        return attribute != null && !attribute.mayStay() && !institution;
    }

    /** How many values from the first on may stay: all or, but for attributes of several values in order, none. */
    int lawful(Tag tag, List<String> values) {
        int count = 0;
        while (count < values.size() && mayStand(tag, values.get(count))) {
            count++;
        }
        return count == values.size() || IN_ORDER.contains(tag) ? count : 0;
    }

    /** Whether all values are terms of the attribute, which tell of no patient, also of one who is called so. */
    boolean areTerms(Tag tag, List<String> values) {
        Attribute attribute = attributes.get(tag);
        return attribute != null && values.stream().allMatch(value -> isTerm(attribute, value));
    }

    private boolean mayStand(Tag tag, String value) {
        Attribute attribute = attributes.get(tag);
        return attribute == null || isTerm(attribute, value) || attribute.words() && isOfWords(value);
    }

    private static boolean isTerm(Attribute attribute, String value) {
        String term = value.strip().toUpperCase(Locale.ROOT);
        return term.isEmpty() || attribute.listed().test(term);
    }

    /** Whether of known words alone, one vertebra at most among them: of several numbers a day can be made. */
    boolean isOfWords(String value) {
        List<String> parts = BETWEEN_WORDS
                .splitAsStream(value.toLowerCase(Locale.ROOT))
                .filter(part -> !part.isEmpty())
                .toList();
        long numbers = parts.stream().filter(DIGITS.asMatchPredicate()).count();
        return numbers <= 1
                && parts.stream()
                        .allMatch(part ->
                                words.contains(part) || VERTEBRA.matcher(part).matches());
    }

    /** Changes whenever a term or a word does. */
    ContentHash hash() {
        return hash;
    }
}
