package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Markup;

/**
 * The body of the report while it is written: numbers figures and tables in order. Not thread-safe.
 *
 * <p>On a screen sections are pages by themselves, without numbers, and the numbers behind a figure can be opened under
 * it. On paper they stand in the tables of the report.
 */
public final class Page {
    private final boolean isForScreen;
    private final List<Markup> body = new ArrayList<>();
    private final List<String[]> contents = new ArrayList<>();
    private int figures;
    private int front;
    private int tables;

    /** A page of a printed report. */
    public Page() {
        this(false);
    }

    private Page(boolean isForScreen) {
        this.isForScreen = isForScreen;
    }

    /** A page that somebody reads in a browser. */
    public static Page forScreen() {
        return new Page(true);
    }

    /** Begins a section. */
    public void section(String id, String title) {
        contents.add(new String[] {id, title});
        body.add(Markup.text("h2", isForScreen ? title : contents.size() + ". " + title)
                .with("id", id));
    }

    public void heading(String title) {
        body.add(Markup.text("h3", title));
    }

    public void paragraph(String text) {
        body.add(Markup.text("p", text));
    }

    /** A paragraph in smaller type, for what qualifies a table or figure. */
    public void small(String text) {
        body.add(Markup.text("p", text).with("class", "small"));
    }

    public void list(List<String> items) {
        Markup list = Markup.tag("ul");
        for (String item : items) {
            list = list.add(Markup.text("li", item));
        }
        body.add(list);
    }

    /** A text whose lines are kept as they are. */
    public void listing(String text) {
        body.add(Markup.text("pre", text));
    }

    public void add(Markup markup) {
        body.add(markup);
    }

    /** A figure over the full width. */
    public void figure(Markup drawing, String caption) {
        body.add(figureOf(new Figure(drawing, caption), "wide"));
    }

    /** The same, with the numbers behind it. */
    public void figure(Markup drawing, String caption, Table behind) {
        body.add(figureOf(new Figure(drawing, caption, behind), "wide"));
    }

    /** Figures of one column's width, two side by side where there is room. */
    public void columns(List<Figure> figuresInARow) {
        Markup row = Markup.tag("div").with("class", "columns");
        for (Figure figure : figuresInARow) {
            row = row.add(figureOf(figure, "column"));
        }
        body.add(row);
    }

    /**
     * A drawing with what stands under it.
     *
     * @param behind its numbers; null where a table beside it has them
     */
    public record Figure(
            Markup drawing, String caption, @Nullable Table behind) {
        public Figure(Markup drawing, String caption) {
            this(drawing, caption, null);
        }
    }

    public void table(Table table) {
        tables++;
        body.add(table.markup("Table " + tables + ". "));
    }

    /** What was added so far stands on a printed page of its own, before the contents. */
    public void endFront() {
        front = body.size();
    }

    Markup front() {
        return front == 0
                ? Markup.nothing()
                : Markup.tag("div").with("style", "page-break-after: always").addAll(body.subList(0, front));
    }

    /** All of it but what stands in front. */
    public Markup body() {
        return Markup.fragment(body.subList(front, body.size()));
    }

    /** Links to the sections. */
    Markup contents() {
        Markup list = Markup.tag("ol");
        for (String[] entry : contents) {
            list = list.add(Markup.tag("li")
                    .add(Markup.text("a", entry[1]).with("href", "#" + entry[0]).with("title", entry[1])));
        }
        return Markup.tag("nav").with("aria-label", "Contents").add(list);
    }

    private Markup figureOf(Figure figure, String kind) {
        figures++;
        Markup whole = Markup.tag("figure")
                .with("class", kind)
                .add(figure.drawing())
                .add(Markup.tag("figcaption")
                        .add(Markup.text("b", "Figure " + figures + ". "))
                        .add(figure.caption()));
        Table behind = figure.behind();
        return behind == null || !isForScreen
                ? whole
                : whole.add(behind.markup("Behind figure " + figures + ". ").with("class", "behind"));
    }
}
