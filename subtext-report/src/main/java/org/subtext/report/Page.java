package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.subtext.report.charts.Markup;

/** The body of the report while it is written: numbers figures and tables in order. Not thread-safe. */
public final class Page {
    private final List<Markup> body = new ArrayList<>();
    private final List<String[]> contents = new ArrayList<>();
    private int figures;
    private int front;
    private int tables;

    /** Begins a section. */
    public void section(String id, String title) {
        contents.add(new String[] {id, title});
        body.add(Markup.text("h2", contents.size() + ". " + title).with("id", id));
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

    public void add(Markup markup) {
        body.add(markup);
    }

    /** A figure over the full width. */
    public void figure(Markup drawing, String caption) {
        body.add(figureOf(drawing, caption, "wide"));
    }

    /** Figures of one column's width, two side by side where there is room. */
    public void columns(List<Figure> figuresInARow) {
        Markup row = Markup.tag("div").with("class", "columns");
        for (Figure figure : figuresInARow) {
            row = row.add(figureOf(figure.drawing(), figure.caption(), "column"));
        }
        body.add(row);
    }

    /** A drawing with what stands under it. */
    public record Figure(Markup drawing, String caption) {}

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

    Markup body() {
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

    private Markup figureOf(Markup drawing, String caption, String kind) {
        figures++;
        return Markup.tag("figure")
                .with("class", kind)
                .add(drawing)
                .add(Markup.tag("figcaption")
                        .add(Markup.text("b", "Figure " + figures + ". "))
                        .add(caption));
    }
}
