package org.subtext.perturbation.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * A tile of an n × n grid laid over an image, counted in rows from the upper left, from 0.
 *
 * <p>Tile (row, column) holds pixels from ⌊row · side / n⌋ up to ⌊(row + 1) · side / n⌋ and likewise across: every
 * pixel belongs to one tile. (In the study's code all tiles are ⌊side / n⌋ wide and the last pixels belong to none.)
 *
 * @param grid tiles in a row and in a column
 * @param index row · grid + column
 */
public record Tile(int grid, int index) implements Part {
    /** The study's grid. */
    static final int STUDY_GRID = 3;

    public Tile {
        if (grid < 2 || grid > 64) {
            throw new IllegalArgumentException("a grid has 2 to 64 tiles in a row, got " + grid);
        }
        if (index < 0 || index >= grid * grid) {
            throw new IllegalArgumentException("the tiles of a " + grid + " × " + grid + " grid are numbered 0 to "
                    + (grid * grid - 1) + ", got " + index);
        }
    }

    public static Tile of(List<Double> numbers) {
        return new Tile(Numbers.whole(numbers.get(0), "the grid"), Numbers.whole(numbers.get(1), "the tile"));
    }

    /** Every tile of the study's grid: "keep-tile 3 0" and so on. */
    public static List<String> studyGrid(String kind) {
        List<String> settings = new ArrayList<>();
        for (int index = 0; index < STUDY_GRID * STUDY_GRID; index++) {
            settings.add(kind + " " + STUDY_GRID + " " + index);
        }
        return settings;
    }

    /** From the top, from 0. */
    public int row() {
        return index / grid;
    }

    /** From the left, from 0. */
    public int column() {
        return index % grid;
    }

    /** First pixel of a row or column of tiles; of the grid's number, the side. */
    public int edge(int line, int side) {
        return (int) ((long) line * side / grid);
    }

    /** "row 1, column 3 of a 3 × 3 grid". */
    public String words() {
        return "row " + (row() + 1) + ", column " + (column() + 1) + " of a " + grid + " × " + grid + " grid";
    }
}
