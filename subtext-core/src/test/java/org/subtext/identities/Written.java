package org.subtext.identities;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.tables.Table;

/** A table written out in a test: the column {@code patient} first. */
record Written(Table table) {
    /** Only ids, one a row. */
    static Written ids(String... ids) {
        return of(List.of("patient"), Arrays.stream(ids).map(Written::row).toList());
    }

    static Written of(List<String> header, List<List<String>> rows) {
        return new Written(Table.of(Path.of("table.csv"), header, rows));
    }

    /** A row; an empty cell is an empty text. */
    static List<String> row(String... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }

    Identities judged(IdRule rule) throws IOException {
        return Identities.of(IdColumn.of(table, "patient"), rule, Evidence.of(table, "race"));
    }

    Identities judged(SpellingPolicy spellings) throws IOException {
        return judged(new IdRule(spellings, null));
    }

    /** Nobody said anything. */
    Identities judged() throws IOException {
        return judged(IdRule.ASK);
    }
}
