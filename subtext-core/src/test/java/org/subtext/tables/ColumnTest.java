package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnTest {
    /** Beyond the distinct values after which a column stops looking for repeats. */
    private static final int MANY = 70_000;

    @Test
    void cellsThatHardlyRepeatAreTheSameAsTheyWere() {
        List<@Nullable String> cells = new ArrayList<>();
        for (int row = 0; row < 2 * MANY + 77; row++) {
            cells.add(row % 10 == 3 ? null : row % 7 == 0 ? "é 病院 " + row + " \uD83D\uDE00" : "id-" + row);
        }
        cells.add("id-1");
        cells.add("a half \uD83D of a letter");

        Column column = column(cells);

        assertThat(column.size()).isEqualTo(cells.size());
        assertThat(column.cells()).isEqualTo(cells);
        assertThat(column.at(new int[] {MANY + 9, 3, 0})).containsExactly(cells.get(MANY + 9), null, cells.get(0));
    }

    @Test
    void aRowIsFoundByItsValueWhereverItStands() {
        Column column = column(IntStream.range(0, 2 * MANY)
                .mapToObj(row -> "id-" + row % (2 * MANY - 1))
                .toList());

        assertThat(column.rowsOf("id-0"::equals)).containsExactly(0, 2 * MANY - 1);
        assertThat(column.rowsOf(("id-" + (MANY + 5))::equals)).containsExactly(MANY + 5);
        assertThat(column.rowsOf("none"::equals)).isEmpty();
    }

    @Test
    void aValueThatStandsInTwoRowsIsOneOfTheDistinctOnes() {
        Column column = column(IntStream.range(0, 2 * MANY)
                .mapToObj(row -> "id-" + row % (2 * MANY - 1))
                .toList());

        assertThat(column.distinct(3)).containsExactly("id-0", "id-1", "id-2");
        assertThat(column.distinct(3 * MANY)).hasSize(2 * MANY - 1);
    }

    private static Column column(List<? extends @Nullable String> cells) {
        Column.Builder builder = new Column.Builder();
        cells.forEach(builder::add);
        return builder.build();
    }
}
