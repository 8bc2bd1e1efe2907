package org.subtext.deidentification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;
import org.subtext.provenance.ContentHash;

/**
 * The list of attributes that are kept or altered; all others are removed.
 *
 * <p>The resource {@code attributes.csv} has one line an attribute: tag, representations, type, whether PS3.15 table
 * E.1-1 (edition 2026d) lists it, the Basic Profile's action, the option that changes it and to what, and its name.
 */
final class AttributeTable {
    private static final String RESOURCE = "attributes.csv";
    private static final int COLUMNS = 8;

    private final Map<Tag, AttributeRule> rules;
    private final ContentHash hash;

    private AttributeTable(Map<Tag, AttributeRule> rules, ContentHash hash) {
        this.rules = Map.copyOf(rules);
        this.hash = hash;
    }

    /** The table that belongs to this build. */
    static AttributeTable ofBuild() {
        return parse(resource(RESOURCE));
    }

    /** The text of a table that lies beside this class. */
    static String resource(String name) {
        try (InputStream in = AttributeTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of this text, header first. */
    static AttributeTable parse(String text) {
        Map<Tag, AttributeRule> rules = new HashMap<>();
        text.lines().skip(1).map(AttributeTable::rule).forEach(rule -> {
            if (rules.put(rule.tag(), rule) != null) {
                throw new IllegalStateException(rule.tag() + " occurs twice in " + RESOURCE);
            }
        });
        return new AttributeTable(rules, ContentHash.ofText(text));
    }

    private static AttributeRule rule(String line) {
        // Only the last column, the name, may hold a comma; it is then quoted.
        String[] cells = line.split(",", COLUMNS);
        Set<Vr> vrs = Arrays.stream(cells[1].split(" ")).map(Vr::valueOf).collect(Collectors.toUnmodifiableSet());
        return new AttributeRule(
                Tag.of(Integer.parseUnsignedInt(cells[0], 16)),
                cells[7].replace("\"", ""),
                vrs,
                cells[2].isEmpty() ? 3 : Integer.parseInt(cells[2]),
                cells[3].toLowerCase(Locale.ROOT).equals("yes"),
                cells[4],
                cells[5],
                cells[6]);
    }

    Optional<AttributeRule> find(Tag tag) {
        return Optional.ofNullable(rules.get(tag));
    }

    Collection<AttributeRule> rules() {
        return rules.values();
    }

    /** Changes whenever a rule does. */
    ContentHash hash() {
        return hash;
    }
}
