package org.subtext.identities;

import org.jspecify.annotations.Nullable;

/** The cells of one column, wherever they stand. */
@FunctionalInterface
public interface Cells {
    /** The cell of a row from 0, null where it is empty. */
    @Nullable String get(int row);
}
