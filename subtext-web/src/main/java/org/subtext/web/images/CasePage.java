package org.subtext.web.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.cases.Changes;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.images.PixelCache.FileNow;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.web.pages.Exhibits;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** One case under one setting: the unchanged image beside the one as tested, scores, and where it stands among all. */
final class CasePage {
    private CasePage() {}

    static Markup of(Room.Place place, AccessLog log) {
        CasesOfRun cases = place.cases();
        List<Markup> parts = new ArrayList<>(Warnings.all(cases, "1 of " + Digits.count(cases.size())));
        parts.add(neighbours(place));
        Optional<String> obstacle = cases.obstacle(place.index());
        parts.add(
                obstacle.isPresent() ? Markup.text("p", obstacle.get()).with("class", "must-not") : viewer(place, log));
        parts.add(exhibits(place).shown());
        return Markup.fragment(parts);
    }

    /** Figures and tables under the images. */
    static Exhibits exhibits(Room.Place place) {
        Page page = Page.forScreen();
        scores(page, place);
        TestedSetting setting = place.setting();
        List<TestedSetting> ladder = ladder(place);
        if (ladder.size() > 1) {
            page.section("curve", "This case on the curve of the setting");
            page.figure(
                    CaseCharts.curve(place, ladder),
                    "Score of the recorded class of this case, and the AUC of all cases with its interval, at each stop"
                            + " that was tested, from the weakest to the strongest. AUCs of fewer than "
                            + cases(place).smallestCell() + " patients are not told.",
                    CaseCharts.behind(place, ladder));
        }
        if (setting != null) {
            changes(page, place, setting);
        }
        return new Exhibits(page.body(), file -> Address.of(place) + "/" + file);
    }

    private static CasesOfRun cases(Room.Place place) {
        return place.cases();
    }

    private static Markup neighbours(Room.Place place) {
        int rank = place.rank();
        Markup line = Markup.tag("p").with("class", "neighbours");
        line = line.add(near(place, rank - 1, "previous", "Previous case"));
        line = line.add(" ").add(near(place, rank + 1, "next", "Next case"));
        return line.add(" ")
                .add(Markup.text("a", "All cases")
                        .with("class", "item")
                        .with("href", Address.overview(place.room().run(), place.number())))
                .add(" Number " + Digits.count(rank + 1) + " of this session's order.");
    }

    private static Markup near(Room.Place place, int rank, String id, String words) {
        if (rank < 0 || rank >= place.room().ids().size()) {
            return Markup.nothing();
        }
        String other = place.room().ids().at(rank);
        return Markup.text("a", words)
                .with("class", "item")
                .with("id", id)
                .with("href", Address.of(place.room().run(), other, place.number()));
    }

    private static Markup viewer(Room.Place place, AccessLog log) {
        Room.Chosen chosen = new Room.Chosen(place.setting());
        Markup panes = Markup.tag("div")
                .with("class", "panes")
                .add(pane("original", place, new Room.Chosen(null), "Unchanged, as the network saw it"));
        if (place.setting() != null) {
            panes = panes.add(pane("changed", place, chosen, "As tested " + chosen.words()));
        }
        Markup viewer = Markup.tag("section")
                .with("id", "viewer")
                .with("class", "viewer")
                .with("aria-label", "Images")
                .with("data-mark", Warnings.mark(log))
                .with("data-means", Address.means(place.room().run(), place.number()))
                .add(ViewerControls.settings(place))
                .add(panes)
                .add(ViewerControls.of(place));
        if (place.cases().file(place.index()) == FileNow.GONE) {
            viewer = viewer.add(Markup.text(
                            "p",
                            "The image file is not there any more, so that it cannot be compared; shown is what the run"
                                    + " keeps of it.")
                    .with("class", "small"));
        }
        return viewer.add(Markup.tag("noscript").add(Markup.text("p", "Pictures need the page's script.")));
    }

    private static Markup pane(String id, Room.Place place, Room.Chosen chosen, String title) {
        TestedSetting setting = chosen.setting();
        String address = Address.of(place.room().run(), place.id(), chosen.number()) + "/array";
        Markup pane = Markup.tag("figure")
                .with("class", "pane")
                .add(Markup.text("figcaption", title).add(setting == null ? "" : ": " + setting.description()))
                .add(Markup.tag("canvas")
                        .with("id", id)
                        .with("width", "460")
                        .with("height", "460")
                        .with("tabindex", "0")
                        .with("role", "img")
                        .with("data-array", address)
                        .with("aria-label", title + ". " + CaseWords.of(place.room(), place.index(), chosen)));
        return pane.add(Markup.tag("p")
                .with("class", "small")
                .add("SHA-256 of the array: ")
                .add(Markup.text("code", "…").with("id", id + "-hash"))
                .add(" ")
                .add(Markup.tag("span").with("id", id + "-checked")));
    }

    private static void scores(Page page, Room.Place place) {
        CasesOfRun cases = place.cases();
        TestedSetting setting = place.setting();
        page.section("scores", "Scores");
        List<String> heads = setting == null
                ? List.of("Class", "Unchanged", "Recorded")
                : List.of("Class", "Unchanged", setting.label(), "Change", "Recorded");
        Table table = new Table("What the network says of this image, by class.", heads, Set.of(heads.size() - 1));
        for (int k = 0; k < cases.classes().size(); k++) {
            double before = cases.score(place.index(), k);
            String recorded = cases.recorded(place.index()) == k ? "recorded" : "";
            if (setting == null) {
                table.row(cases.classes().get(k), CaseWords.score(before), recorded);
            } else {
                OptionalDouble after = cases.score(place.index(), k, setting);
                table.row(
                        cases.classes().get(k),
                        CaseWords.score(before),
                        CaseWords.score(after),
                        after.isEmpty() ? "–" : CaseWords.change(after.getAsDouble() - before),
                        recorded);
            }
        }
        page.table(table);
    }

    private static void changes(Page page, Room.Place place, TestedSetting setting) {
        CasesOfRun cases = place.cases();
        page.section("changes", "This case among all");
        Optional<Changes> changes = cases.changes(setting);
        OptionalDouble below = cases.below(place.index(), setting);
        if (changes.isEmpty() || below.isEmpty()) {
            page.paragraph("The run does not hold this setting's scores as they were determined, or not of this case.");
            return;
        }
        int label = cases.recorded(place.index());
        double change = cases.score(place.index(), label, setting).orElseThrow() - cases.score(place.index(), label);
        String where = "The score of the recorded class changes by " + CaseWords.change(change)
                + "; it changes by less in " + Percent.fixed(below.getAsDouble(), 0) + " % of "
                + Digits.count(changes.get().count()) + " cases.";
        if (changes.get().bars().isEmpty()) {
            page.paragraph(where + " There are too few patients to draw all cases.");
            return;
        }
        page.figure(
                CaseCharts.changes(changes.get(), change),
                where + " Each bar holds about as many cases as any other, and at least " + cases.smallestCell()
                        + " patients; its area is their share.",
                CaseCharts.behind(changes.get()));
    }

    /** Every stop of the ladder that the setting stands on, the weakest first. */
    static List<TestedSetting> ladder(Room.Place place) {
        TestedSetting setting = place.setting();
        return setting == null ? List.of() : ladder(place.cases(), setting);
    }

    static List<TestedSetting> ladder(CasesOfRun cases, @Nullable TestedSetting setting) {
        return cases.settings().stream()
                .filter(one -> setting != null && one.route().equals(setting.route()))
                .toList();
    }
}
