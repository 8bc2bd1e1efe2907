package org.subtext.deidentification.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The list of attributes that may stay, as the checker reads it: what a written file may hold under given options. */
final class AllowList {
    private static final String RESOURCE = "/org/subtext/deidentification/attributes.csv";

    /** What a written file says of its de-identification (PS3.15 section E.1.1); made, not taken from the source. */
    private static final Map<Integer, String> ADDED =
            Map.of(0x00120062, "CS", 0x00120063, "LO", 0x00120064, "SQ", 0x00280303, "CS");

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /** What may stand at a tag. */
    enum May {
        /** As it was. */
        STAY,
        /** A UID made from another. */
        UID,
        /** A day that was moved. */
        MOVED_DAY,
        /** A dummy, or nothing. */
        DUMMY,
        /** No value. */
        EMPTY,
        /** Not there. */
        NOTHING,
        /** Written by the program itself. */
        ADDED
    }

    /** @param identifies whether the standard lists it, and it does not stay as it was */
    record Entry(String name, Set<String> vrs, May may, boolean identifies) {}

    private AllowList() {}

    /** @param retained words of the options, such as {@code device} */
    static AllowList under(Set<String> retained) {
        AllowList list = new AllowList();
        try (InputStream in = AllowList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> columns = List.of(lines.get(0).split(","));
            for (String line : lines.subList(1, lines.size())) {
                list.add(line.split(",", columns.size()), columns, retained);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ADDED.forEach((tag, vr) -> list.entries.put(tag, new Entry("", Set.of(vr), May.ADDED, false)));
        return list;
    }

    private void add(String[] cells, List<String> columns, Set<String> retained) {
        String option = cells[columns.indexOf("option")];
        boolean stays = option.equals("patient") || retained.contains(option);
        String action = stays ? cells[columns.indexOf("then")] : cells[columns.indexOf("basic")];
        String name = cells[columns.indexOf("name")].replace("\"", "");
        names.add(name);
        words.addAll(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z]+")));
        May may = switch (action) {
            case "K" -> May.STAY;
            case "U" -> May.UID;
            case "C" -> May.MOVED_DAY;
            case "X" -> May.NOTHING;
            case "Z" -> May.EMPTY;
            default -> May.DUMMY;
        };
        entries.put(
                Integer.parseUnsignedInt(cells[columns.indexOf("tag")], 16),
                new Entry(
                        name,
                        Set.of(cells[columns.indexOf("vr")].split(" ")),
                        may,
                        cells[columns.indexOf("annex_e")].equals("yes") && may != May.STAY));
    }

    /** What may stand at this tag; nothing where the list does not have it. */
    Entry at(int tag) {
        return entries.getOrDefault(tag, new Entry("", Set.of(), May.NOTHING, false));
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    boolean hasName(String name) {
        return name.isEmpty() || names.contains(name);
    }

    /** Words of the names of attributes, which logs hold. */
    boolean isWordOfNames(String word) {
        return words.contains(word.toLowerCase(Locale.ROOT));
    }
}
