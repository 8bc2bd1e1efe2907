package org.subtext.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Markup;

/** The frame of every page: where one is, where one can go, what keys do. */
public final class Sheet {
    private Sheet() {}

    /**
     * What all pages of one server are of.
     *
     * @param first what its first page is called
     * @param about under every page
     * @param ended what the script says when the server does not answer; empty where it is of runs
     * @param isShownWhole whether words are never cut, however long: where what is shown is agreed to
     */
    public record Subject(String first, String about, String ended, boolean isShownWhole) {
        static final Subject RUNS = new Subject(
                "Audits",
                "An audit, not a diagnosis: its numbers say something about a set of images, not about a"
                        + " person. Small groups are told of as in the report.",
                "",
                false);
    }

    /**
     * Where in the explorer a page is.
     *
     * @param within what the pages beside it are of: a run
     * @param pages beside it, and itself
     */
    public record Place(String within, List<Entry> pages) {
        /** Of a run. */
        public static Place of(String run, Question question, List<Question> others) {
            return new Place(
                    run,
                    others.stream()
                            .map(one -> new Entry(one.title(), Link.to(run, one), one == question))
                            .toList());
        }
    }

    /** A page among those beside it. */
    public record Entry(String title, String address, boolean isHere) {}

    /**
     * What a key does on some pages.
     *
     * @param action as the page's script knows it; empty where it cannot be changed
     * @param code place of the key, as browsers name it
     * @param shown as it is written
     * @param does in words
     */
    public record OwnKey(String action, String code, String shown, String does) {
        /** One that stays as it is. */
        public static OwnKey fixed(String shown, String does) {
            return new OwnKey("", "", shown, does);
        }
    }

    /**
     * What a page has beside the others.
     *
     * @param name of its script and its style sheet
     * @param keys what keys do there, before those of every page
     * @param up where Esc leads
     */
    public record Extra(String name, List<OwnKey> keys, String up) {
        public Extra {
            keys = List.copyOf(keys);
        }
    }

    /** A page of all runs. */
    static String of(String title, Markup main) {
        return of(title, null, main);
    }

    /** A page of one run; null where it is of all. */
    public static String of(String title, @Nullable Place place, Markup main) {
        return of(title, place, main, null);
    }

    /** The same with a script and keys of its own. */
    public static String of(String title, @Nullable Place place, Markup main, @Nullable Extra extra) {
        return of(Subject.RUNS, title, place, main, extra);
    }

    /** A page of something else than runs; of the first page the place is null. */
    public static String of(Subject subject, String title, @Nullable Place place, Markup main) {
        return of(subject, title, place, main, null);
    }

    /** What to say instead of a page of something else than runs. */
    public static String refusal(Subject subject, String title, String words) {
        return of(subject, title, new Place("", List.of()), Markup.text("p", words));
    }

    private static String of(Subject subject, String title, @Nullable Place place, Markup main, @Nullable Extra extra) {
        Markup head = Markup.tag("head")
                .add(Markup.tag("meta").with("charset", "utf-8"))
                .add(Markup.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Markup.text("title", title + " – Subtext explorer"))
                .add(Markup.tag("link").with("rel", "icon").with("href", "/assets/icon.svg"))
                .add(style("explorer.css"))
                .add(script("explorer.js"));
        if (extra != null) {
            head = head.add(style(extra.name() + ".css")).add(script(extra.name() + ".js"));
        }
        String up = place == null ? "" : Link.AUDITS;
        Markup header = Markup.tag("header")
                .with("class", "site")
                .add(Markup.text("a", "Skip to the content")
                        .with("class", "skip")
                        .with("href", "#content"))
                .add(whereabouts(subject, place));
        Markup body = Markup.tag("body").with("data-up", extra == null ? up : extra.up());
        body = subject.ended().isEmpty() ? body : body.with("data-ended", subject.ended());
        body = body.add(header)
                .add(Markup.tag("main")
                        .with("id", "content")
                        .with("tabindex", "-1")
                        .add(Markup.text("h1", title))
                        .add(server())
                        .add(main))
                .add(footer(subject))
                .add(Key.help(extra == null ? List.of() : extra.keys()))
                .add(Markup.tag("p").with("id", "live").with("role", "status").with("class", "live"));
        return "<!DOCTYPE html>\n"
                + Markup.tag("html")
                        .with("lang", "en")
                        .add(subject.isShownWhole() ? head : LongWords.shortened(head))
                        .add(subject.isShownWhole() ? body : LongWords.shortened(body))
                + "\n";
    }

    private static Markup whereabouts(Subject subject, @Nullable Place place) {
        Markup nav = Markup.tag("nav").with("aria-label", "Explorer");
        Markup audits = Markup.text("a", subject.first()).with("href", Link.AUDITS);
        nav = nav.add(place == null ? audits.with("aria-current", "page") : audits);
        if (place == null) {
            return nav;
        }
        if (!place.within().isEmpty()) {
            nav = nav.add(Markup.text("span", place.within()).with("class", "run"));
        }
        for (Entry one : place.pages()) {
            Markup link = Markup.text("a", one.title()).with("href", one.address());
            nav = nav.add(one.isHere() ? link.with("aria-current", "page") : link);
        }
        return nav;
    }

    /** Where the script says that the server does not answer any more. */
    private static Markup server() {
        return Markup.tag("p").with("id", "server").with("role", "alert").with("class", "server");
    }

    private static Markup footer(Subject subject) {
        return Markup.tag("footer")
                .add(Markup.text("p", subject.about()))
                .add(Markup.tag("p")
                        .add(Markup.text("button", "Keys (?)")
                                .with("type", "button")
                                .with("id", "show-help")));
    }

    private static Markup style(String name) {
        return Markup.tag("link").with("rel", "stylesheet").with("href", "/assets/" + name);
    }

    private static Markup script(String name) {
        return Markup.tag("script").with("type", "module").with("src", "/assets/" + name);
    }
}
