package org.subtext.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.ModeMark;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.PowerChart;
import org.subtext.report.charts.RouteCurveChart;
import org.subtext.report.charts.Svg;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** By what route: the short answer, then family by family its question, reading, figures, tables and pictures. */
final class RoutesSection {
    /** More lines than this would not fit a printed page. */
    private static final int LINES_A_FIGURE = 40;

    /** Fewer points make no curve. */
    private static final int FEWEST_POINTS = 3;

    /** With more classes a cell has no room for an interval. */
    private static final int MOST_CLASSES_WITH_INTERVALS = 4;

    private static final int LONGEST_UNBROKEN = 18;

    private final Page page;
    private final RoutesAssessment routes;
    private final double alpha;
    private final Axis axis;

    private RoutesSection(Page page, RoutesAssessment routes, double alpha) {
        this.page = page;
        this.routes = routes;
        this.alpha = alpha;
        List<SettingResult> all = new ArrayList<>(List.of(routes.baseline()));
        routes.routes().forEach(route -> all.addAll(route.settings()));
        axis = RouteForestChart.axis(all);
    }

    /** Nothing where no route was looked at. */
    static void write(Page page, ReportContent content) {
        RoutesAssessment routes = content.routes();
        if (routes != null) {
            new RoutesSection(page, routes, content.assessment().plan().alpha()).write();
        }
    }

    private void write() {
        page.section("routes", "By what route");
        Markup answer = Markup.tag("ul");
        for (String sentence : routes.reading()) {
            answer = answer.add(Markup.text("li", sentence));
        }
        page.add(Markup.tag("div")
                .with("class", "verdict routes")
                .add(Markup.text(
                                "p", routes.pointers().isEmpty() ? "The battery points at nothing" : "The short answer")
                        .with("class", "answer"))
                .add(answer));
        writePointers();
        page.small("Two kinds of setting are kept apart throughout. Newly trained: a network learnt from images as the"
                + " setting leaves them, which tells what they hold. Tested under: the finished network was given them,"
                + " which tells what that network relies on; it may fail because images look strange to it. A lack of"
                + " evidence in one setting does not show that the images hold none.");
        page.small("What a setting says: it reveals the attribute where its interval lies above one half and its"
                + " corrected p is below the plan's alpha; it is like chance where the interval of two one-sided"
                + " tests lies within the plan's margin; otherwise it is not told from chance.");
        page.small(routes.multiplicity());
        families().forEach(this::write);
        writeNotRun();
        if (!routes.notes().isEmpty()) {
            page.heading("Notes on the routes");
            page.list(routes.notes());
        }
    }

    private Map<String, List<RouteFindings>> families() {
        Map<String, List<RouteFindings>> families = new LinkedHashMap<>();
        routes.routes()
                .forEach(route -> families.computeIfAbsent(route.family(), name -> new ArrayList<>())
                        .add(route));
        families.values().removeIf(family -> family.stream().allMatch(RoutesSection::isEmpty));
        return families;
    }

    private static boolean isEmpty(RouteFindings route) {
        return route.settings().isEmpty()
                && route.tables().isEmpty()
                && route.pictures().isEmpty()
                && route.reading().isEmpty();
    }

    private void writePointers() {
        if (routes.pointers().isEmpty()) {
            return;
        }
        Table table = new Table(
                "What the battery points at, the strongest first. A thing is named only where it alone suffices, is"
                        + " missed when gone, and stands out from its peers, each after correction. Share: of the excess"
                        + " of the unchanged images' AUC over one half, the smaller of what it keeps alone and what goes"
                        + " with it.",
                List.of("Pointed at", "Sort", "AUC of it alone (interval)", "Change without it (interval)", "Share"),
                Set.of(1));
        for (Pointer pointer : routes.pointers()) {
            table.row(
                    pointer.what(),
                    pointer.kind().words(),
                    pointer.estimate().isDefined() ? NumberText.cell(pointer.estimate()) : "not tested",
                    pointer.change().isDefined() ? NumberText.cell(pointer.change()) : "not tested",
                    NumberText.level(Math.rint(100 * pointer.strength()) / 100));
        }
        page.table(table);
    }

    private void write(String family, List<RouteFindings> members) {
        page.heading(Lists.capitalised(family.replace('-', ' ')) + ": "
                + members.get(0).question());
        List<String> reading = members.stream()
                .flatMap(route -> route.reading().stream())
                .distinct()
                .toList();
        if (!reading.isEmpty()) {
            page.list(reading);
        }
        writeForest(family, members);
        writeCurves(members);
        writeSettings(family, members);
        writeClasses(family, members);
        writePowers(members);
        members.forEach(route -> {
            route.tables().forEach(this::write);
            writePictures(route.pictures());
        });
    }

    private void writeForest(String family, List<RouteFindings> members) {
        List<List<RouteForestChart.Line>> figures = new ArrayList<>();
        for (RouteFindings route : members) {
            for (int from = 0; from < route.settings().size(); from += LINES_A_FIGURE) {
                List<SettingResult> part =
                        route.settings().subList(from, Math.min(route.settings().size(), from + LINES_A_FIGURE));
                List<RouteForestChart.Line> lines = new ArrayList<>();
                if (members.size() > 1 || from > 0) {
                    lines.add(new RouteForestChart.Line(
                            Lists.capitalised(route.route()) + (from > 0 ? ", continued" : ""), null));
                }
                part.forEach(
                        one -> lines.add(new RouteForestChart.Line(one.setting().label(), one)));
                boolean fits =
                        !figures.isEmpty() && figures.get(figures.size() - 1).size() + lines.size() <= LINES_A_FIGURE;
                if (fits) {
                    figures.get(figures.size() - 1).addAll(lines);
                } else {
                    figures.add(lines);
                }
            }
        }
        RouteForestChart chart = new RouteForestChart(axis, routes.baseline());
        for (int i = 0; i < figures.size(); i++) {
            page.figure(
                    chart.draw("AUC of the settings of " + family + ", in the table below in words", figures.get(i)),
                    "AUC of every setting of " + family + ", "
                            + routes.baseline().unit().noun() + " level" + (i > 0 ? ", continued" : "") + ". "
                            + Captions.interval(routes.baseline().macroAuc())
                            + " Dashed line: chance; line in the shaded band: unchanged images and their interval."
                            + " Shape and word say the mode; filled marks reveal the attribute after correction.");
        }
    }

    private void writeCurves(List<RouteFindings> members) {
        List<Page.Figure> curves = new ArrayList<>();
        members.forEach(route -> curves.addAll(TileChart.figures(route, alpha)));
        for (RouteFindings route : members) {
            if (route.axis() != null && RouteCurveChart.points(route).size() >= FEWEST_POINTS) {
                curves.add(new Page.Figure(
                        RouteCurveChart.draw(route, axis, routes.baseline()),
                        Lists.capitalised(route.route()) + ": AUC over " + route.axis()
                                + ". Bands are pointwise intervals; dashed: chance; shaded: unchanged images.",
                        points(route)));
            }
        }
        if (!curves.isEmpty()) {
            page.columns(curves);
        }
    }

    private void writePowers(List<RouteFindings> members) {
        List<Page.Figure> figures = new ArrayList<>();
        for (RouteFindings route : members) {
            for (Recovery one : route.recoveries()) {
                if (!one.curve().isEmpty()) {
                    figures.add(new Page.Figure(
                            PowerChart.draw(one),
                            Lists.capitalised(one.signal())
                                    + ": share of random halves of the patients that are found, by"
                                    + " strength. Line: fitted; dots: halves drawn at a strength tried; dashed: the power"
                                    + " asked for; shaded: interval of the strength that reaches it.",
                            Table.ofPoints(
                                    "Halves drawn at the strengths tried, and the fitted line.",
                                    List.of(Lists.capitalised(one.axis()), "Share found"),
                                    found(one))));
                }
            }
        }
        if (!figures.isEmpty()) {
            page.columns(figures);
        }
    }

    private static Table points(RouteFindings route) {
        Table table = new Table(
                "The points of the figure.",
                List.of(Lists.capitalised(String.valueOf(route.axis())), "Mode", "AUC (interval)"),
                Set.of(1));
        for (SettingResult one : RouteCurveChart.points(route)) {
            Double position = one.setting().position();
            table.row(
                    position == null ? "–" : Digits.exact(position),
                    ModeMark.of(one.setting().mode()).words(),
                    NumberText.cell(one.macroAuc()));
        }
        return table;
    }

    private static Map<String, List<double[]>> found(Recovery recovery) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        lines.put("tried", pairs(recovery.tried()));
        lines.put("fitted", pairs(recovery.curve()));
        return lines;
    }

    private static List<double[]> pairs(List<Recovery.Point> points) {
        return points.stream()
                .map(point -> new double[] {point.strength(), point.share()})
                .toList();
    }

    private void writeSettings(String family, List<RouteFindings> members) {
        Table table = new Table(
                "Settings of " + family
                        + ". Change: against unchanged images of the same patients. Adjusted p: of an AUC"
                        + " above one half, and of the change, over the whole battery.",
                List.of(
                        "Setting",
                        "Mode",
                        "Patients",
                        "AUC (interval)",
                        "p",
                        "Change (interval)",
                        "p of change",
                        "Says"),
                Set.of(1, 7));
        Reasons reasons = new Reasons();
        for (RouteFindings route : members) {
            for (SettingResult one : route.settings()) {
                String name = one.setting().experiment();
                boolean isHidden = RoutesDisclosure.isHidden(one);
                boolean asksElse = !one.classes().equals(routes.classes()); // there is nothing to have changed
                table.row(
                        unbroken(one.setting().label()),
                        unbroken(ModeMark.of(one.setting().mode()).words()),
                        isHidden ? NumberText.HIDDEN : NumberText.count(one.patients()),
                        reasons.cell(name, "AUC", one.macroAuc()),
                        reasons.p(name, "p", one.adjustedP()),
                        asksElse ? "–" : reasons.cell(name, "change", one.change()),
                        asksElse ? "–" : reasons.p(name, "p of change", one.changeAdjustedP()),
                        unbroken(brief(one.standing())));
            }
        }
        if (!table.isEmpty()) {
            page.table(table);
            reasons.writeTo(page);
        }
    }

    private static String brief(Standing standing) {
        return switch (standing) {
            case REVEALS -> "reveals";
            case LIKE_CHANCE -> "like chance";
            case CANNOT_TELL -> "not told";
            case NOT_DEFINED -> "–";
        };
    }

    /** Short names stay on one line. */
    private static String unbroken(String words) {
        return words.length() <= LONGEST_UNBROKEN ? words.replace(' ', '\u00a0').replace('-', '\u2011') : words;
    }

    /** Settings by classes; with two classes there is one AUC. */
    private void writeClasses(String family, List<RouteFindings> members) {
        if (routes.classes().size() < 3) {
            return;
        }
        boolean hasRoom = routes.classes().size() <= MOST_CLASSES_WITH_INTERVALS;
        List<String> headers = new ArrayList<>(List.of("Setting"));
        headers.addAll(routes.classes());
        Table table = new Table(
                "Settings of " + family + " by class: AUC of each class against the rest"
                        + (hasRoom ? ", with its interval" : "") + ". Shading grows from 0.5 to 1.",
                headers);
        Reasons reasons = new Reasons();
        List<SettingResult> rows = new ArrayList<>(List.of(routes.baseline()));
        members.forEach(route -> rows.addAll(route.settings()));
        for (SettingResult one : rows) {
            if (!one.classes().equals(routes.classes())) {
                continue;
            }
            String name = one == routes.baseline()
                    ? one.setting().label()
                    : one.setting().experiment();
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(name)));
            for (int k = 0; k < one.classAucs().size(); k++) {
                var auc = one.classAucs().get(k);
                String text = hasRoom
                        ? reasons.cell(name, one.classes().get(k), auc)
                        : reasons.value(name, one.classes().get(k), auc, 3);
                cells.add(new Table.Cell(text, auc.isDefined() ? Svg.tint(1.6 * (auc.valueOr(0.5) - 0.5)) : ""));
            }
            table.heatRow(cells);
        }
        page.table(table);
        reasons.writeTo(page);
    }

    private void write(EvidenceTable evidence) {
        if (evidence.rows().isEmpty()) {
            return;
        }
        Set<Integer> textColumns = new HashSet<>();
        for (int column = 1; column < evidence.columns().size(); column++) {
            int index = column;
            if (evidence.rows().stream().anyMatch(row -> isProse(row.get(index)))) {
                textColumns.add(column);
            }
        }
        Table table = new Table(
                evidence.title() + (evidence.title().endsWith(".") ? " " : ". ") + evidence.note(),
                evidence.columns(),
                textColumns);
        evidence.rows().forEach(table::row);
        page.table(table);
    }

    /** Words rather than numbers: such columns are set left and may break. */
    private static boolean isProse(String cell) {
        return cell.chars().filter(Character::isLetter).count() > cell.length() / 2.0 && cell.length() > 3;
    }

    private void writePictures(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            return;
        }
        Markup row = Markup.tag("div").with("class", "strips");
        for (Picture picture : pictures) {
            row = row.add(Markup.tag("figure")
                    .add(Markup.tag("img")
                            .with("src", "data:image/png;base64," + picture.png())
                            .with("alt", picture.caption()))
                    .add(Markup.text("figcaption", picture.caption())));
        }
        page.add(row);
    }

    private void writeNotRun() {
        List<NotRun> notRun = routes.notRun();
        if (notRun.isEmpty()) {
            return;
        }
        page.heading("What was not run");
        Table table = new Table(
                "What could not be run or did not fit the budget, why, and what would mend it.",
                List.of("Not run", "Why", "What would mend it"),
                Set.of(1, 2));
        notRun.forEach(one -> table.row(one.what(), one.reason(), one.mend()));
        page.table(table);
    }
}
