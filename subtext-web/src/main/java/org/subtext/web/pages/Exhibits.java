package org.subtext.web.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.report.charts.Markup;
import org.subtext.tables.CellGuard;

/**
 * Figures and tables of a page in their order: shown each with what saves it, found again by number, and without what
 * the policy of the page forbids, which is styles within the markup and pictures within an address.
 */
public final class Exhibits {
    private static final Pattern BACKGROUND = Pattern.compile("background-color: #([0-9a-f]{6});.*");

    /** Steps of a shading between white and blue, of which the style sheet has a class each. */
    private static final int TINTS = 16;

    /** Red of the darkest: what {@code Svg.tint} takes from white. */
    private static final double DARKEST = 0.75 * 255;

    private final UnaryOperator<String> link;
    private final List<Markup> drawings = new ArrayList<>();
    private final List<Markup> tables = new ArrayList<>();
    private final Markup shown;

    /**
     * Goes through a page.
     *
     * @param link from the name of an exhibit's file to its address; empty where it has none
     */
    public Exhibits(Markup body, UnaryOperator<String> link) {
        this.link = link;
        Markup numbered = body.changed(this::shown);
        Map<String, String> told = new HashMap<>();
        pair(numbered, false, new ArrayList<>(), told);
        this.shown = numbered.changed(element -> withTable(element, told));
    }

    /**
     * Finds the table that tells what a figure shows, where it has none of its own: the next one on the page.
     *
     * @param waiting figures before this element whose table has not come yet
     * @param told ids of tables by those of figures
     */
    private static void pair(Markup element, boolean isTold, List<String> waiting, Map<String, String> told) {
        boolean isWithin = isTold || element.name().equals("figure") && has(element, "details");
        String id = element.attribute("id").orElse("");
        if (id.startsWith("figure-") && !isWithin) {
            waiting.add(id);
        }
        if (id.startsWith("table-") && !isWithin) {
            waiting.forEach(figure -> told.put(figure, id));
            waiting.clear();
        }
        element.elements().forEach(one -> pair(one, isWithin, waiting, told));
    }

    private static boolean has(Markup element, String name) {
        return element.elements().stream().anyMatch(one -> one.name().equals(name));
    }

    private static Markup withTable(Markup element, Map<String, String> told) {
        String table = told.get(element.attribute("id").orElse(""));
        return table == null
                ? element
                : element.with("data-table", table)
                        .add(Markup.tag("p")
                                .with("class", "save")
                                .add(Markup.text("a", "Table of this chart").with("href", "#" + table)));
    }

    /** Of a page whose figures and tables cannot be had by themselves. */
    static Exhibits ofOnePage(Markup body) {
        return new Exhibits(body, file -> "");
    }

    /** The page's body as it is shown. */
    public Markup shown() {
        return shown;
    }

    /** A figure as a file, by its number from 1. */
    public Optional<String> drawing(int number) {
        return numbered(drawings, number).map(svg -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n");
    }

    /** A table as CSV, by its number from 1: as it is shown, no cell a formula. */
    public Optional<String> table(int number) {
        return numbered(tables, number).map(Exhibits::csv);
    }

    private static Optional<Markup> numbered(List<Markup> all, int number) {
        return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    private Markup shown(Markup element) {
        Markup plain = unstyled(element);
        return switch (plain.name()) {
            case "svg" -> drawn(plain);
            case "table" -> tabled(plain);
            case "figure" -> figured(plain);
            case "img" ->
                Markup.text("p", "Pictures are not shown here; they stand in the report.")
                        .with("class", "small");
            default -> plain;
        };
    }

    /** The drawing under a frame that keys can reach. */
    private Markup drawn(Markup svg) {
        drawings.add(svg);
        String title = svg.attribute("aria-label").orElse("Figure");
        return Markup.tag("div")
                .with("class", "chart exhibit")
                .with("id", "figure-" + drawings.size())
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", "Chart: " + title)
                .add(svg)
                .add(saved("figure-" + drawings.size() + ".svg", "Save as SVG"));
    }

    private Markup tabled(Markup table) {
        tables.add(table);
        String caption = table.elements().stream()
                .filter(one -> one.name().equals("caption"))
                .map(Markup::words)
                .findFirst()
                .orElse("Table");
        return Markup.tag("div")
                .with("class", "table exhibit")
                .with("id", "table-" + tables.size())
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", caption)
                .add(table)
                .add(saved("table-" + tables.size() + ".csv", "Save as CSV"));
    }

    private Markup saved(String file, String words) {
        String address = link.apply(file);
        return address.isEmpty()
                ? Markup.nothing()
                : Markup.tag("p")
                        .with("class", "save")
                        .add(Markup.text("a", words).with("href", address).with("download", file));
    }

    /** Its numbers, where it has any of its own, can be opened under it. */
    private static Markup figured(Markup figure) {
        List<Markup> behind =
                figure.elements().stream().filter(Exhibits::holdsNumbers).toList();
        if (behind.isEmpty()) {
            return figure;
        }
        List<Markup> beside =
                figure.elements().stream().filter(one -> !holdsNumbers(one)).toList();
        return Markup.tag("figure")
                .with("class", figure.attribute("class").orElse(""))
                .addAll(beside)
                .add(Markup.tag("details")
                        .add(Markup.text("summary", "Table of this chart"))
                        .addAll(behind));
    }

    private static boolean holdsNumbers(Markup element) {
        return element.attribute("class").orElse("").startsWith("table");
    }

    private static Markup unstyled(Markup element) {
        Optional<String> style = element.attribute("style");
        if (style.isEmpty()) {
            return element;
        }
        Markup plain = element.without("style");
        Matcher background = BACKGROUND.matcher(style.get());
        return background.matches()
                ? plain.with("class", plain.attribute("class").orElse("") + " " + shade(background.group(1)))
                : plain;
    }

    /** Shadings are steps of one blue; other backgrounds have a class by their own colour. */
    private static String shade(String colour) {
        int red = Integer.parseInt(colour.substring(0, 2), 16);
        int blue = Integer.parseInt(colour.substring(4, 6), 16);
        double share = (255 - red) / DARKEST;
        boolean isOfTheBlue = Math.abs(255 - share * 0.75 * (255 - 0xb2) - blue) < 2;
        return isOfTheBlue ? "tint-" + Math.round(share * (TINTS - 1)) : "mark-" + colour;
    }

    private static String csv(Markup table) {
        StringBuilder out = new StringBuilder();
        table.elements().stream()
                .filter(one -> !one.name().equals("caption"))
                .flatMap(part -> part.elements().stream())
                .forEach(row -> {
                    List<String> cells = row.elements().stream()
                            .map(Markup::words)
                            .map(Exhibits::cell)
                            .toList();
                    out.append(String.join(",", cells)).append("\r\n");
                });
        return out.toString();
    }

    private static String cell(String words) {
        return "\"" + CellGuard.of(words).replace("\"", "\"\"") + "\"";
    }
}
