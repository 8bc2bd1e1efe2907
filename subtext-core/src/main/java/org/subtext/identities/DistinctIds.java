package org.subtext.identities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different ids of a column as written, numbered in order of appearance, with the rows that have them. */
final class DistinctIds {
    /** In the place of an id where a row has none. */
    static final int NOBODY = -1;

    private final List<String> texts = new ArrayList<>();
    private final int[] ofRow;
    private final int[] firstRow;
    private final int[] rows;

    /** @param map by id as written, the id that is read in its place */
    DistinctIds(IdColumn column, Map<String, String> map) {
        ofRow = new int[column.rows()];
        int[] first = new int[column.rows()];
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            String written = column.cells().get(row);
            String id = written == null ? null : map.getOrDefault(written, written);
            ofRow[row] = NOBODY;
            if (id != null) {
                Integer index = known.get(id);
                if (index == null) {
                    // Asked once an id, not once a row: a table has several rows of each.
                    index = NoId.is(id) ? NOBODY : texts.size();
                    known.put(id, index);
                    if (index != NOBODY) {
                        first[index] = row;
                        texts.add(id);
                    }
                }
                ofRow[row] = index;
            }
        }
        firstRow = first;
        rows = new int[texts.size()];
        for (int id : ofRow) {
            if (id != NOBODY) {
                rows[id]++;
            }
        }
    }

    int size() {
        return texts.size();
    }

    String text(int id) {
        return texts.get(id);
    }

    /** The id of a row, {@link #NOBODY} where it has none. */
    int of(int row) {
        return ofRow[row];
    }

    int firstRow(int id) {
        return firstRow[id];
    }

    /** How many rows have the id. */
    int rows(int id) {
        return rows[id];
    }
}
