package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.Svg;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/** Gaps by line with their simultaneous intervals, one panel a rate, around the margin that counts as none. */
final class GapForest {
    private static final double WIDTH = 720;
    private static final double LABELS = 190;
    private static final double GAP = 36;
    private static final double ROW = 17;
    private static final double TOP = 30;
    private static final double END = WIDTH - 12;

    /** A line: a group in a finding, or the finding's name where there is no group. */
    record Line(HarmAssessment.OfFinding finding, @Nullable String group) {}

    private final HarmShown shown;
    private final List<Rate> rates;
    private final List<Line> lines;
    private final Axis axis;
    private final List<Markup> marks = new ArrayList<>();
    private final double bottom;

    GapForest(HarmShown shown, List<Rate> rates, List<Line> lines) {
        this.shown = shown;
        this.rates = rates;
        this.lines = lines;
        this.axis = axis();
        this.bottom = TOP + ROW * lines.size();
    }

    /** One for all panels, so that they can be compared; wide enough for what may be told. */
    private Axis axis() {
        double reach = 2 * margin();
        for (HarmAssessment.OfFinding finding : shown.content().assessment().findings()) {
            for (HarmAssessment.Gap gap : finding.gaps()) {
                ToldShare told = shown.told().gap(finding, gap);
                if (told.form() == Form.EXACT && gap.simultaneous() instanceof Estimate.Known known) {
                    reach = Math.max(
                            reach,
                            Math.max(-known.interval().lower(), known.interval().upper()));
                }
            }
        }
        reach = Math.min(1, reach);
        return Axis.around("Gap to " + Svg.fitted(shown.reference(), 120), -reach, reach, 4);
    }

    private double margin() {
        return shown.content().plan().decision().margin();
    }

    Markup draw() {
        double width = (END - LABELS - GAP * (rates.size() - 1)) / rates.size();
        for (int panel = 0; panel < rates.size(); panel++) {
            double from = LABELS + panel * (width + GAP);
            frame(rates.get(panel), from, from + width);
            for (int i = 0; i < lines.size(); i++) {
                draw(lines.get(i), rates.get(panel), from, from + width, y(i));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            String group = lines.get(i).group();
            Markup text = Svg.text(
                    group == null ? 4 : 14,
                    y(i) + 4,
                    Svg.fitted(group == null ? lines.get(i).finding().title() : group, LABELS - 20));
            marks.add(group == null ? text.with("font-weight", "bold") : text);
        }
        return Svg.drawing(WIDTH, bottom + 38, "Gaps of each group to " + shown.reference(), marks);
    }

    private double y(int line) {
        return TOP + ROW * line + ROW / 2;
    }

    private double x(double value, double from, double to) {
        return from + axis.position(value) * (to - from);
    }

    private void frame(Rate rate, double from, double to) {
        double left = x(-margin(), from, to);
        marks.add(Svg.rectangle(left, TOP - 4, x(margin(), from, to) - left, bottom - TOP + 4, Svg.SHADE));
        marks.add(Svg.centred((from + to) / 2, 14, Svg.fitted(HarmSentences.words(rate), to - from))
                .with("font-weight", "bold"));
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(x(tick, from, to), TOP - 4, x(tick, from, to), bottom, Svg.GRID, 0.8));
            marks.add(Svg.centred(x(tick, from, to), bottom + 15, axis.tickText(tick)));
        }
        marks.add(Svg.line(x(0, from, to), TOP - 4, x(0, from, to), bottom, Svg.FAINT_INK, 1));
        marks.add(Svg.line(from, bottom, to, bottom, Svg.RULE, 1));
        marks.add(Svg.centred(
                (from + to) / 2,
                bottom + 31,
                rate.worse() == Rate.Worse.LOWER
                        ? axis.label() + " (left is worse)"
                        : axis.label() + " (right is worse)"));
    }

    private void draw(Line line, Rate rate, double from, double to, double y) {
        String group = line.group();
        HarmAssessment.Gap gap =
                group == null ? null : line.finding().gap(rate, group).orElse(null);
        if (gap == null) {
            return;
        }
        if (gap.verdict() == Verdict.NOT_ASSESSED
                || shown.told().gap(line.finding(), gap).form() != Form.EXACT) {
            String why = gap.verdict() == Verdict.NOT_ASSESSED ? "not assessed" : "not drawn: small counts";
            marks.add(Svg.centred((from + to) / 2, y + 4, Svg.fitted(why, to - from))
                    .with("fill", Svg.FAINT_INK)
                    .with("font-style", "italic"));
            return;
        }
        String colour = gap.verdict() == Verdict.HARM_SHOWN ? Svg.colour(1) : Svg.colour(0);
        if (gap.simultaneous() instanceof Estimate.Known known) {
            marks.add(Svg.line(
                    x(known.interval().lower(), from, to), y, x(known.interval().upper(), from, to), y, colour, 1.6));
        }
        boolean isFilled = gap.verdict() != Verdict.CANNOT_TELL;
        double at = x(gap.estimate().valueOr(0), from, to);
        Markup mark = gap.verdict() == Verdict.HARM_SHOWN
                ? Svg.rectangle(at - 4, y - 4, 8, 8, colour)
                : Svg.circle(at, y, 3.8, isFilled ? colour : "#ffffff");
        marks.add(mark.with("stroke", colour).with("stroke-width", 1.4));
    }
}
