package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of a data set, as its publishers name it, and the columns taken from it.
 *
 * @param id what the layout calls it
 * @param stems names without extension; the first found is taken
 * @param unverified those of the names that only memory says
 * @param required whether nothing can be done without it
 * @param purpose what is lost without it; empty where nobody misses it
 * @param columns in no particular order
 */
record SourceFile(
        String id,
        List<String> stems,
        Set<String> unverified,
        boolean required,
        String purpose,
        List<SourceColumn> columns) {
    /** A column with its names in order of preference, and those of them that only memory says. */
    record SourceColumn(List<String> names, Set<String> unverified, boolean required) {
        String name() {
            return names.get(0);
        }
    }

    static SourceFile required(String id, String... stems) {
        return new SourceFile(id, List.of(stems), Set.of(), true, "", List.of());
    }

    static SourceFile optional(String id, String purpose, String... stems) {
        return new SourceFile(id, List.of(stems), Set.of(), false, purpose, List.of());
    }

    /** A file that is read where it is, and not missed where it is not. */
    static SourceFile beside(String id, String... stems) {
        return new SourceFile(id, List.of(stems), Set.of(), false, "", List.of());
    }

    /** A further name of the file that nobody has checked on a real copy. */
    SourceFile orFromMemory(String stem) {
        return new SourceFile(id, and(stems, stem), and(unverified, stem), required, purpose, columns);
    }

    /** A column that must be there; further names are other spellings of it. */
    SourceFile needs(String... names) {
        return with(new SourceColumn(List.of(names), Set.of(), true));
    }

    /** A column that must be there, with a spelling that nobody has checked on a real copy. */
    SourceFile needsOrFromMemory(String name, String spelling) {
        return with(new SourceColumn(List.of(name, spelling), Set.of(spelling), true));
    }

    /** A column that is taken where it is. */
    SourceFile takes(String... names) {
        return with(new SourceColumn(List.of(names), Set.of(), false));
    }

    /** Columns that nobody has checked on a real copy; taken where they are. */
    SourceFile takesUnverified(String... each) {
        SourceFile file = this;
        for (String name : each) {
            file = file.with(new SourceColumn(List.of(name), Set.of(name), false));
        }
        return file;
    }

    SourceFile takesEach(List<String> names) {
        SourceFile file = this;
        for (String name : names) {
            file = file.takes(name);
        }
        return file;
    }

    private SourceFile with(SourceColumn column) {
        return new SourceFile(id, stems, unverified, required, purpose, and(columns, column));
    }

    private static <T> List<T> and(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private static <T> Set<T> and(Set<T> set, T another) {
        Set<T> larger = new LinkedHashSet<>(set);
        larger.add(another);
        return larger;
    }
}
