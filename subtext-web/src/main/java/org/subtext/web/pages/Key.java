package org.subtext.web.pages;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Markup;

/**
 * What keys do, the same on all pages: the one map that help shows, the script reads, and tests go through.
 *
 * <p>Single keys are known by their place on the keyboard ({@code KeyboardEvent.code}), whatever the layout, and can be
 * changed and switched off (WCAG 2.1.4). The others are those that browsers have for the same.
 */
enum Key {
    NEXT("KeyJ", "J", "next run, chart or table"),
    PREVIOUS("KeyK", "K", "previous run, chart or table"),
    OPEN(null, "Enter", "open"),
    BACK(null, "Esc", "back"),
    VALUES(null, "Arrows", "in a chart: its numbers, one after the other"),
    TABLE("KeyT", "T", "table of the chart"),
    COPY("KeyC", "C", "copy a link to this place"),
    SEARCH("Slash", "/", "search"),
    HELP("Shift+Slash", "?", "this help");

    private final @Nullable String code;
    private final String shown;
    private final String does;

    Key(@Nullable String code, String shown, String does) {
        this.code = code;
        this.shown = shown;
        this.does = does;
    }

    private String action() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Markup row() {
        return row(code == null ? "" : action(), code == null ? "" : code, shown, does);
    }

    /** A row of the help; whoever has no script sees what is shown, and needs none of it. */
    private static Markup row(String action, String code, String shown, String does) {
        Markup row = Markup.tag("tr")
                .add(Markup.tag("th").with("scope", "row").add(Markup.text("kbd", shown)))
                .add(Markup.text("td", does));
        return action.isEmpty()
                ? row.add(Markup.tag("td"))
                : row.with("data-action", action)
                        .with("data-code", code)
                        .with("data-shown", shown)
                        .add(Markup.tag("td")
                                .add(Markup.text("button", "Change")
                                        .with("type", "button")
                                        .with("class", "change")
                                        .with("aria-label", "Change the key for: " + does)));
    }

    /**
     * The dialog that tells them.
     *
     * @param own of the page alone, before those of all pages
     */
    static Markup help(List<Sheet.OwnKey> own) {
        Markup rows = Markup.tag("tbody");
        for (Sheet.OwnKey one : own) {
            rows = rows.add(row(one.action(), one.code(), one.shown(), one.does()));
        }
        for (Key one : values()) {
            rows = rows.add(one.row());
        }
        return Markup.tag("dialog")
                .with("id", "help")
                .with("aria-labelledby", "help-title")
                .add(Markup.text("h2", "Keys").with("id", "help-title"))
                .add(Markup.tag("table").add(rows))
                .add(Markup.tag("p").with("id", "key-said").with("role", "status"))
                .add(Markup.tag("p")
                        .add(Markup.tag("label")
                                .add(Markup.tag("input")
                                        .with("type", "checkbox")
                                        .with("id", "single-keys"))
                                .add(" Single keys do this; without, Tab, Enter and Esc remain")))
                .add(Markup.tag("form")
                        .with("method", "dialog")
                        .add(Markup.text("button", "Close"))
                        .add(" ")
                        .add(Markup.text("button", "Keys as they were")
                                .with("type", "button")
                                .with("id", "first-keys")));
    }
}
