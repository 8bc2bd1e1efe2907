package org.subtext.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * A file of a data set, as its publishers name it, and the columns taken from it.
 *
 * @param id what the layout calls it
 * @param stems names without extension; the first found is taken
 * @param required whether nothing can be done without it
 * @param purpose what is lost without it
 * @param columns in no particular order
 */
record SourceFile(String id, List<String> stems, boolean required, String purpose, List<SourceColumn> columns) {
    /** A column with its names in order of preference; unverified where only memory says so. */
    record SourceColumn(List<String> names, boolean required, boolean verified) {
        String name() {
            return names.get(0);
        }
    }

    static SourceFile required(String id, String... stems) {
        return new SourceFile(id, List.of(stems), true, "", List.of());
    }

    static SourceFile optional(String id, String purpose, String... stems) {
        return new SourceFile(id, List.of(stems), false, purpose, List.of());
    }

    /** A column that must be there; further names are other spellings of it. */
    SourceFile needs(String... names) {
        return with(new SourceColumn(List.of(names), true, true));
    }

    /** A column that is taken where it is. */
    SourceFile takes(String... names) {
        return with(new SourceColumn(List.of(names), false, true));
    }

    /** Columns that nobody has checked on a real copy; taken where they are. */
    SourceFile takesUnverified(String... each) {
        SourceFile file = this;
        for (String name : each) {
            file = file.with(new SourceColumn(List.of(name), false, false));
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
        List<SourceColumn> longer = new ArrayList<>(columns);
        longer.add(column);
        return new SourceFile(id, stems, required, purpose, longer);
    }
}
