package org.subtext.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Markup;

/** The frame of every page: where one is, where one can go, what keys do. */
final class Sheet {
    private Sheet() {}

    /**
     * Where in the explorer a page is.
     *
     * @param within what the pages beside it are of: a run
     * @param pages beside it, and itself
     */
    record Place(String within, List<Entry> pages) {
        static Place of(String run, Question question, List<Question> others) {
            return new Place(
                    run,
                    others.stream()
                            .map(one -> new Entry(one.title(), Link.to(run, one), one == question))
                            .toList());
        }
    }

    /** A page among those beside it. */
    record Entry(String title, String address, boolean isHere) {}

    /** A page of all runs. */
    static String of(String title, Markup main) {
        return of(title, null, main);
    }

    /** A page of one run; null where it is of all. */
    static String of(String title, @Nullable Place place, Markup main) {
        Markup head = Markup.tag("head")
                .add(Markup.tag("meta").with("charset", "utf-8"))
                .add(Markup.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Markup.text("title", title + " – Subtext explorer"))
                .add(Markup.tag("link").with("rel", "icon").with("href", "/assets/icon.svg"))
                .add(Markup.tag("link").with("rel", "stylesheet").with("href", "/assets/explorer.css"))
                .add(Markup.tag("script").with("type", "module").with("src", "/assets/explorer.js"));
        Markup header = Markup.tag("header")
                .with("class", "site")
                .add(Markup.text("a", "Skip to the content")
                        .with("class", "skip")
                        .with("href", "#content"))
                .add(whereabouts(place));
        Markup body = Markup.tag("body")
                .with("data-up", place == null ? "" : Link.AUDITS)
                .add(header)
                .add(Markup.tag("main")
                        .with("id", "content")
                        .with("tabindex", "-1")
                        .add(Markup.text("h1", title))
                        .add(main))
                .add(footer())
                .add(Key.help())
                .add(Markup.tag("p").with("id", "live").with("role", "status").with("class", "live"));
        return "<!DOCTYPE html>\n"
                + Markup.tag("html").with("lang", "en").add(head).add(body) + "\n";
    }

    private static Markup whereabouts(@Nullable Place place) {
        Markup nav = Markup.tag("nav").with("aria-label", "Explorer");
        Markup audits = Markup.text("a", "Audits").with("href", Link.AUDITS);
        nav = nav.add(place == null ? audits.with("aria-current", "page") : audits);
        if (place == null) {
            return nav;
        }
        nav = nav.add(Markup.text("span", place.within()).with("class", "run"));
        for (Entry one : place.pages()) {
            Markup link = Markup.text("a", one.title()).with("href", one.address());
            nav = nav.add(one.isHere() ? link.with("aria-current", "page") : link);
        }
        return nav;
    }

    private static Markup footer() {
        return Markup.tag("footer")
                .add(Markup.text(
                        "p",
                        "An audit, not a diagnosis: its numbers say something about a set of images, not about a"
                                + " person. Read only. Small groups are told of as in the report."))
                .add(Markup.tag("p")
                        .add(Markup.text("button", "Keys (?)")
                                .with("type", "button")
                                .with("id", "show-help")));
    }
}
