package org.subtext.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.report.charts.Markup;
import org.subtext.wording.Digits;

/** A table of the report: the first column names the row, the others hold numbers unless said otherwise. */
public final class Table {
    /** A cell with a background, for heat tables. */
    public record Cell(String text, String background) {
        public static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    /** Tables up to this long stay on one printed page. */
    private static final int UNBROKEN_ROWS = 18;

    /** Of one drawn line, told in a table. */
    private static final int MOST_POINTS = 21;

    private static final int POINT_DECIMALS = 3;

    private final String caption;
    private final List<String> headers;
    private final Set<Integer> textColumns;
    private final List<Markup> rows = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param caption says what is counted and how intervals were made
     * @param textColumns columns that hold prose and are aligned left
     */
    public Table(String caption, List<String> headers, Set<Integer> textColumns) {
        this.caption = caption;
        this.headers = List.copyOf(headers);
        this.textColumns = Set.copyOf(textColumns);
    }

    public Table(String caption, List<String> headers) {
        this(caption, headers, Set.of());
    }

    /**
     * The points of drawn lines, to three decimals, which is no more than a drawing tells.
     *
     * @param headers of what the points hold
     * @param lines points in order, by the line's name; NaN where a point has no such value
     */
    public static Table ofPoints(String caption, List<String> headers, Map<String, List<double[]>> lines) {
        boolean areThinned = lines.values().stream().anyMatch(points -> points.size() > MOST_POINTS);
        Table table = new Table(
                caption + (areThinned ? " At most " + MOST_POINTS + " points of a line, evenly chosen." : ""), headers);
        lines.forEach((name, points) -> {
            if (lines.size() > 1 || !name.isEmpty()) {
                table.group(name);
            }
            int shown = Math.min(points.size(), MOST_POINTS);
            for (int i = 0; i < shown; i++) {
                int at = shown == 1 ? 0 : (int) Math.round(i * (points.size() - 1.0) / (shown - 1));
                table.row(Arrays.stream(points.get(at))
                        .mapToObj(value -> Double.isNaN(value) ? "–" : Digits.fixed(value, POINT_DECIMALS))
                        .toList());
            }
        });
        return table;
    }

    public void row(List<String> cells) {
        heatRow(cells.stream().map(Cell::of).toList());
    }

    public void row(String... cells) {
        row(List.of(cells));
    }

    /** A line that names what the rows below it belong to. */
    public void group(String title) {
        rows.add(Markup.tag("tr")
                .with("class", "group")
                .add(Markup.text("th", title)
                        .with("scope", "colgroup")
                        .with("colspan", Integer.toString(headers.size()))));
    }

    public void heatRow(List<Cell> cells) {
        if (cells.size() != headers.size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells under " + headers);
        }
        Markup row = Markup.tag("tr");
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Markup tag = i == 0
                    ? Markup.text("th", cell.text()).with("scope", "row")
                    : Markup.text("td", cell.text()).with("class", kindOf(i));
            row = row.add(
                    cell.background().isEmpty()
                            ? tag
                            : tag.with("style", "background-color: " + cell.background() + "; white-space: nowrap"));
        }
        rows.add(row);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    Markup markup(String number) {
        Markup head = Markup.tag("tr");
        for (int i = 0; i < headers.size(); i++) {
            Markup cell = Markup.text("th", headers.get(i)).with("scope", "col");
            head = head.add(i == 0 ? cell : cell.with("class", kindOf(i)));
        }
        return Markup.tag("table")
                .with("class", rows.size() <= UNBROKEN_ROWS ? "short" : "long")
                .add(Markup.tag("caption").add(Markup.text("b", number)).add(caption))
                .add(Markup.tag("thead").add(head))
                .add(Markup.tag("tbody").addAll(rows));
    }

    private String kindOf(int column) {
        return textColumns.contains(column) ? "t" : "n";
    }
}
