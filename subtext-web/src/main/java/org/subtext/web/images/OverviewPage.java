package org.subtext.web.images;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.charts.Markup;
import org.subtext.wording.Digits;

/** All cases of a run as small pictures, in an order drawn for the session. */
final class OverviewPage {
    /** A path up to the name of what it leads to. */
    private static final Pattern PLACE =
            Pattern.compile("(?<![\\w.])(?:/|[A-Za-z]:[\\\\/])(?:[^\\s/\\\\,\"']+[\\\\/])+");

    private OverviewPage() {}

    static Markup of(Room room, Room.Chosen chosen, AccessLog log) {
        int size = room.cases().size();
        Markup grid = Markup.tag("div")
                .with("id", "grid")
                .with("class", "grid")
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", "Cases " + chosen.words())
                .with("data-base", Address.overview(room.run(), Room.UNCHANGED))
                .with("data-setting", Integer.toString(chosen.number()))
                .with("data-count", Integer.toString(size))
                .with("data-channels", Integer.toString(room.cases().layout().channels()))
                .with("data-mark", Warnings.mark(log));
        List<Markup> parts = new ArrayList<>(Warnings.all(room.cases(), "Each of " + Digits.count(size)));
        parts.add(settings(room, chosen));
        if (size > 0) {
            parts.add(Markup.tag("p")
                    .with("class", "neighbours")
                    .add(Markup.text("a", "Open the first")
                            .with("class", "item")
                            .with("href", Address.of(room.run(), room.ids().at(0), chosen.number())))
                    .add(" of " + Digits.count(size) + ", in an order drawn for this session. ")
                    .add(Markup.text("label", "Go to number ").with("for", "go"))
                    .add(Markup.tag("input")
                            .with("id", "go")
                            .with("type", "number")
                            .with("min", "1")
                            .with("max", Integer.toString(size))
                            .with("value", "1")));
        }
        parts.add(grid);
        parts.add(Markup.tag("noscript")
                .add(Markup.text("p", "Pictures need the page's script; the first case can be opened without.")));
        return Markup.fragment(parts);
    }

    /** A list to choose from: only what the network was tested under. */
    private static Markup settings(Room room, Room.Chosen chosen) {
        Markup select = Markup.tag("select").with("id", "setting").with("name", "setting");
        select = select.add(option(Room.UNCHANGED, "unchanged", chosen));
        for (TestedSetting setting : room.cases().settings()) {
            select = select.add(option(setting.number(), setting.label(), chosen));
        }
        return Markup.tag("form")
                .with("action", Address.overview(room.run(), Room.UNCHANGED))
                .with("class", "search")
                .add(Markup.text("label", "Images as tested: ").with("for", "setting"))
                .add(select)
                .add(" ")
                .add(Markup.text("button", "Show"));
    }

    private static Markup option(int number, String words, Room.Chosen chosen) {
        Markup option = Markup.text("option", words).with("value", Integer.toString(number));
        return number == chosen.number() ? option.with("selected", "selected") : option;
    }

    /** Where nobody gave a reason. */
    static Markup notShown() {
        return Markup.fragment(List.of(
                Markup.text("p", "Images are not shown.").with("class", "answer"),
                Markup.text(
                        "p",
                        "Whoever starts the explorer can ask for them and say why; the reason, the account, the time and"
                                + " every image that is looked at are then noted beside the runs. Numbers and figures of"
                                + " this run need no image.")));
    }

    /** Where the run cannot show them. */
    static Markup notKept(InvalidInputException e) {
        return Markup.fragment(List.of(
                Markup.text("p", "The images of this run cannot be shown.").with("class", "answer"),
                Markup.text("p", PLACE.matcher(e.prose()).replaceAll("…/")),
                Markup.text("p", "Nothing is shown in their place: what lies there now is not what the network saw.")));
    }
}
