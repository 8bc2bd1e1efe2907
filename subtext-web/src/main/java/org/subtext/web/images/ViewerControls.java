package org.subtext.web.images;

import java.util.List;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.report.charts.Markup;
import org.subtext.wording.Digits;

/** What a key does in the viewer, as a button or a field: for whoever has no keys, or none to spare. */
final class ViewerControls {
    private static final List<String> WINDOWS = List.of(
            "black to white",
            "least to greatest, unchanged",
            "least to greatest, as tested",
            "dark half",
            "bright half",
            "middle half",
            "dark quarter",
            "bright quarter",
            "around zero");

    private ViewerControls() {}

    /** The stops that were tested, and the way to the weaker and the stronger one. */
    static Markup settings(Room.Place place) {
        List<TestedSetting> all = place.cases().settings();
        Markup line = Markup.tag("p").with("class", "neighbours");
        TestedSetting now = place.setting();
        List<TestedSetting> ladder = CasePage.ladder(place);
        if (now != null) {
            int at = ladder.indexOf(now);
            line = line.add(link(
                    place,
                    at > 0 ? ladder.get(at - 1).number() : Room.UNCHANGED,
                    "weaker",
                    "Weaker [ " + (at > 0 ? ladder.get(at - 1).label() : "unchanged")));
            if (at + 1 < ladder.size()) {
                line = line.add(" ")
                        .add(link(
                                place,
                                ladder.get(at + 1).number(),
                                "stronger",
                                "Stronger ] " + ladder.get(at + 1).label()));
            }
        } else if (!all.isEmpty()) {
            line = line.add(link(
                    place,
                    all.get(0).number(),
                    "stronger",
                    "Stronger ] " + all.get(0).label()));
        }
        Markup list = Markup.tag("ul").with("class", "stops");
        for (TestedSetting setting : all) {
            Markup link = link(place, setting.number(), "setting-" + setting.number(), setting.label());
            boolean isNow = now != null && setting.number() == now.number();
            list = list.add(Markup.tag("li").add(isNow ? link.with("aria-current", "true") : link));
        }
        Markup details = Markup.tag("details")
                .add(Markup.text("summary", "Every setting that was tested (" + Digits.count(all.size()) + ")"))
                .add(list);
        return Markup.fragment(List.of(line, all.isEmpty() ? none() : details));
    }

    private static Markup none() {
        return Markup.text("p", "The network of this run was tested under no change of its images.");
    }

    private static Markup link(Room.Place place, int setting, String id, String words) {
        return Markup.text("a", words)
                .with("class", "stop")
                .with("id", id)
                .with("href", Address.of(place.room().run(), place.id(), setting));
    }

    static Markup of(Room.Place place) {
        Markup window = Markup.tag("fieldset")
                .add(Markup.text("legend", "Window of grey values (both images)"))
                .add(field("level", "Level", "0.01"))
                .add(field("width", "Width", "0.01"))
                .add(windows())
                .add(box("invert", "Invert (I)"));
        Markup zoom = Markup.tag("fieldset")
                .add(Markup.text("legend", "Place (both images)"))
                .add(button("smaller", "Smaller (−)"))
                .add(button("larger", "Larger (+)"))
                .add(button("fit", "Fit (0)"))
                .add(button("left", "Left"))
                .add(button("right", "Right"))
                .add(button("up", "Up"))
                .add(button("down", "Down"))
                .add(button("reset", "Reset (R)"));
        Markup compare = Markup.tag("fieldset").add(Markup.text("legend", "Beside it"));
        if (place.setting() != null) {
            compare = compare.add(button("flicker", "Flicker (Space)").with("aria-pressed", "false"));
        }
        compare = compare.add(button("show-saliency", "Saliency (S)").with("aria-expanded", "false"));
        compare = compare.add(button("groups", "Means of groups (G)").with("aria-expanded", "false"));
        return Markup.fragment(List.of(
                Markup.tag("div")
                        .with("class", "controls")
                        .add(window)
                        .add(zoom)
                        .add(compare),
                Saliency.of(place.cases().sanity()),
                groups(place)));
    }

    private static Markup windows() {
        Markup select = Markup.tag("select").with("id", "window");
        for (int i = 0; i < WINDOWS.size(); i++) {
            select = select.add(
                    Markup.text("option", (i + 1) + ": " + WINDOWS.get(i)).with("value", Integer.toString(i + 1)));
        }
        return Markup.tag("label").add("Preset ").add(select);
    }

    private static Markup field(String id, String words, String step) {
        return Markup.tag("label")
                .add(words + " ")
                .add(Markup.tag("input").with("id", id).with("type", "number").with("step", step));
    }

    private static Markup box(String id, String words) {
        return Markup.tag("label")
                .add(Markup.tag("input").with("id", id).with("type", "checkbox"))
                .add(" " + words);
    }

    private static Markup button(String id, String words) {
        return Markup.text("button", words).with("type", "button").with("id", id);
    }

    /** Two groups and their difference, each with enough patients. */
    private static Markup groups(Room.Place place) {
        List<String> classes = place.cases().classes();
        int smallest = place.cases().smallestCell();
        Markup first = Markup.tag("select").with("id", "group-one");
        Markup second = Markup.tag("select").with("id", "group-other");
        int enough = 0;
        for (int k = 0; k < classes.size(); k++) {
            if (place.cases().patientsOf(k) < smallest) {
                continue;
            }
            enough++;
            Markup option = Markup.text("option", classes.get(k)).with("value", Integer.toString(k));
            first = first.add(option);
            second = second.add(enough == 2 ? option.with("selected", "selected") : option);
        }
        Markup box = Markup.tag("section")
                .with("id", "means")
                .with("class", "means")
                .with("hidden", "hidden")
                .with("aria-label", "Means of groups")
                .add(Markup.text("h2", "Means of groups"));
        if (enough < 2) {
            return box.add(Markup.text("p", "Fewer than two groups have " + smallest + " patients: no mean is shown."));
        }
        String setting = new Room.Chosen(place.setting()).words();
        return box.add(Markup.text(
                        "p",
                        "Means of images " + setting
                                + ", one each of at most 200 patients drawn by the run's seed; only of"
                                + " groups of at least " + smallest
                                + " patients. A difference of means shows where groups differ on the average, not what a network"
                                + " reads."))
                .add(Markup.tag("p")
                        .add(Markup.tag("label").add("First ").add(first))
                        .add(" ")
                        .add(Markup.tag("label").add("Second ").add(second)))
                .add(Markup.tag("div")
                        .with("class", "panes")
                        .add(mean("mean-one", "First"))
                        .add(mean("mean-other", "Second"))
                        .add(mean("mean-difference", "First less second: grey is none, white is more")));
    }

    private static Markup mean(String id, String words) {
        return Markup.tag("figure")
                .with("class", "pane")
                .add(Markup.text("figcaption", words).with("id", id + "-says"))
                .add(Markup.tag("canvas")
                        .with("id", id)
                        .with("width", "300")
                        .with("height", "300")
                        .with("role", "img")
                        .with("aria-label", words));
    }
}
