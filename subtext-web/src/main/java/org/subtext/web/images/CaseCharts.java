package org.subtext.web.images;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.cases.Changes;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.report.Table;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Plot;
import org.subtext.report.charts.Svg;
import org.subtext.routes.contract.SettingResult;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Percent;

/** Where one case stands: on the curve of its setting's ladder, and among the changes of all cases. */
final class CaseCharts {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 250;
    private static final double LEFT = 46;
    private static final double RIGHT = 14;
    private static final double TOP = 30;
    private static final double BOTTOM = 46;
    private static final String OF_CASE = Svg.colour(1);
    private static final String OF_ALL = Svg.colour(0);

    private CaseCharts() {}

    static Markup curve(Room.Place place, List<TestedSetting> ladder) {
        List<Markup> marks = new ArrayList<>();
        Axis axis = Axis.share("");
        double bottom = HEIGHT - BOTTOM;
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Svg.GRID, 0.8));
            marks.add(Svg.endingAt(LEFT - 6, y(tick) + 4, axis.tickText(tick)));
        }
        marks.add(Svg.line(LEFT, bottom, WIDTH - RIGHT, bottom, Svg.RULE, 1));
        CasesOfRun cases = place.cases();
        int label = cases.recorded(place.index());
        List<double[]> ofCase = new ArrayList<>();
        List<double[]> ofAll = new ArrayList<>();
        int stops = ladder.size() + 1;
        double room = (WIDTH - LEFT - RIGHT) / stops;
        for (int i = 0; i < stops; i++) {
            double x = x(i, stops);
            marks.add(Svg.centred(x, bottom + 16, Svg.fitted(stop(ladder, i), room)));
            point(ofCase, x, score(place, label, ladder, i));
            Estimate auc = auc(place, ladder, i);
            if (auc instanceof Estimate.Known known) {
                double lower = y(known.interval().lower());
                marks.add(Svg.line(x + 3, lower, x + 3, y(known.interval().upper()), OF_ALL, 1.4));
            }
            if (auc.isDefined()) {
                ofAll.add(new double[] {x + 3, y(auc.valueOr(0))});
            }
        }
        marks.add(Svg.curve(ofAll, OF_ALL, 1.4, "4 3"));
        ofAll.forEach(at -> marks.add(Svg.circle(at[0], at[1], 3.5, OF_ALL)));
        marks.add(Svg.curve(ofCase, OF_CASE, 1.8, ""));
        ofCase.forEach(at -> marks.add(Svg.rectangle(at[0] - 4, at[1] - 4, 8, 8, OF_CASE)));
        int now = ladder.indexOf(place.setting()) + 1;
        marks.add(Svg.line(x(now, stops), TOP - 4, x(now, stops), bottom, Svg.FAINT_INK, 1)
                .with("stroke-dasharray", "2 3"));
        marks.add(Svg.rectangle(LEFT, 7, 8, 8, OF_CASE));
        String says = "this case: score of " + Svg.fitted(cases.classes().get(label), 120);
        marks.add(Svg.text(LEFT + 13, 15, says));
        double next = LEFT + 40 + Svg.widthOf(says);
        marks.add(Svg.circle(next, 11, 3.5, OF_ALL));
        marks.add(Svg.text(next + 9, 15, "all cases: AUC"));
        marks.add(
                Svg.centred((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "tested stops, from the weakest to the strongest"));
        return Svg.drawing(WIDTH, HEIGHT, "This case's score and all cases' AUC over the tested stops", marks);
    }

    private static void point(List<double[]> points, double x, OptionalDouble score) {
        if (score.isPresent()) {
            points.add(new double[] {x, y(score.getAsDouble())});
        }
    }

    /** The numbers of the curve. */
    static Table behind(Room.Place place, List<TestedSetting> ladder) {
        int label = place.cases().recorded(place.index());
        Table table = new Table(
                "The numbers of the figure.",
                List.of("Stop", "Score of " + place.cases().classes().get(label) + ", this case", "AUC of all cases"));
        for (int i = 0; i <= ladder.size(); i++) {
            table.row(
                    stop(ladder, i),
                    CaseWords.score(score(place, label, ladder, i)),
                    NumberText.withInterval(auc(place, ladder, i)));
        }
        return table;
    }

    private static String stop(List<TestedSetting> ladder, int i) {
        if (i == 0) {
            return "unchanged";
        }
        String label = ladder.get(i - 1).label();
        String route = ladder.get(i - 1).route() + " ";
        return label.startsWith(route) ? label.substring(route.length()) : label;
    }

    private static OptionalDouble score(Room.Place place, int label, List<TestedSetting> ladder, int i) {
        CasesOfRun cases = place.cases();
        return i == 0
                ? OptionalDouble.of(cases.score(place.index(), label))
                : cases.score(place.index(), label, ladder.get(i - 1));
    }

    /** As anybody may be told of it. */
    private static Estimate auc(Room.Place place, List<TestedSetting> ladder, int i) {
        CasesOfRun cases = place.cases();
        int smallest = cases.smallestCell();
        Estimate hidden = Estimate.undefined("fewer than " + smallest + " patients");
        SettingResult unchanged = cases.unchanged().orElse(null);
        SettingResult result = i == 0 ? unchanged : ladder.get(i - 1).result();
        if (result == null || unchanged == null) {
            return Estimate.undefined("no battery was run");
        }
        return result.isSmall(smallest) || unchanged.isSmall(smallest) ? hidden : result.macroAuc();
    }

    private static double x(int stop, int stops) {
        return LEFT + (stop + 0.5) * (WIDTH - LEFT - RIGHT) / stops;
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - Math.max(0, Math.min(1, share)) * (HEIGHT - TOP - BOTTOM);
    }

    static Markup changes(Changes changes, double change) {
        double low = Math.min(change, changes.bars().get(0).low());
        double high =
                Math.max(change, changes.bars().get(changes.bars().size() - 1).high());
        double widest =
                changes.bars().stream().mapToDouble(CaseCharts::density).max().orElse(1);
        Plot plot = new Plot(
                WIDTH,
                200,
                Axis.around("change of the recorded class's score", low, high, 6),
                Axis.around("cases per unit", 0, widest, 3));
        for (Changes.Bar bar : changes.bars()) {
            double x = plot.x(bar.low());
            double top = plot.y(density(bar));
            plot.add(Svg.rectangle(
                            x, top, Math.max(1, plot.x(bar.high()) - x), Math.max(0, plot.bottom() - top), Svg.SHADE)
                    .with("stroke", Svg.RULE));
        }
        double at = plot.x(change);
        plot.add(Svg.line(at, plot.top(), at, plot.bottom(), OF_CASE, 2.4));
        plot.add(
                at > WIDTH / 2
                        ? Svg.endingAt(at - 6, plot.top() + 12, "this case")
                        : Svg.text(at + 6, plot.top() + 12, "this case"));
        return plot.drawing("Changes of the score of the recorded class over all cases, and this case's");
    }

    /** Bars that are hardly wider than nothing do not press all others down. */
    private static double density(Changes.Bar bar) {
        return bar.share() / Math.max(0.004, bar.high() - bar.low());
    }

    /** The numbers of the bars. */
    static Table behind(Changes changes) {
        Table table = new Table(
                "The numbers of the figure: each row about as many cases.",
                List.of("Change from", "to", "Share of cases"),
                Set.of());
        for (Changes.Bar bar : changes.bars()) {
            table.row(CaseWords.change(bar.low()), CaseWords.change(bar.high()), Percent.fixed(bar.share(), 1) + " %");
        }
        return table;
    }
}
