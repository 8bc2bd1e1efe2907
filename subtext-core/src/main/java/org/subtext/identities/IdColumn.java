package org.subtext.identities;

import java.util.function.IntUnaryOperator;
import org.subtext.tables.Table;

/**
 * A column of patient ids.
 *
 * @param name as the table has it
 * @param rows how many there are
 * @param cells the ids as written
 * @param rowNumber the number of a row in messages
 */
public record IdColumn(String name, int rows, Cells cells, IntUnaryOperator rowNumber) {
    /** A column of a table, which must exist. */
    public static IdColumn of(Table table, String name) {
        return new IdColumn(name, table.rows(), table.column(name)::get, table::rowNumber);
    }
}
