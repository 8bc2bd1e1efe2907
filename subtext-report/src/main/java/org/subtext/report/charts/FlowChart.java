package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.cohort.FlowStep;
import org.subtext.report.disclosure.FlowCounts;
import org.subtext.wording.Digits;

/** The flow diagram: what there was, what was left out and why, what was assessed, and of which class. */
public final class FlowChart {
    private static final double WIDTH = 640;
    private static final double TRUNK = 20;
    private static final double TRUNK_WIDTH = 250;
    private static final double SIDE = 320;
    private static final double SIDE_WIDTH = 310;
    private static final double LINE = 15;
    private static final String HIDDEN = "count hidden";

    private FlowChart() {}

    /**
     * Draws the first and the last step as boxes and all exclusions in one box beside the way between them.
     *
     * @param flow first and last are what was found and what is audited
     * @param classLines one text a class for the boxes at the foot; may be empty
     * @param isTotalHidden whether not even all patients together may be told
     */
    public static Markup draw(List<FlowStep> flow, List<String> classLines, int smallestCell, boolean isTotalHidden) {
        List<FlowStep> left =
                flow.stream().filter(s -> s.kind() == FlowStep.Kind.EXCLUDED).toList();
        FlowCounts counts = FlowCounts.of(left, smallestCell);
        FlowStep first = flow.get(0);
        FlowStep last = flow.get(flow.size() - 1);

        List<String> side = new ArrayList<>();
        side.add("Left out: " + counts.total());
        for (int i = 0; i < left.size(); i++) {
            side.addAll(wrapped("• " + left.get(i).label() + ": " + counts.of(i), 48));
        }
        if (left.isEmpty()) {
            side.set(0, "Left out: nothing");
        }
        double sideHeight = 14 + LINE * side.size();
        double firstBottom = 10 + 44;
        double lastTop = firstBottom + sideHeight + 24;

        List<Markup> marks = new ArrayList<>();
        double axis = TRUNK + TRUNK_WIDTH / 2;
        String start = start(first, counts, isTotalHidden);
        String end = isTotalHidden ? HIDDEN : countText(last);
        box(marks, TRUNK, 10, TRUNK_WIDTH, List.of(first.label(), start));
        arrow(marks, axis, firstBottom, axis, lastTop);
        double sideMiddle = firstBottom + 12 + sideHeight / 2;
        arrow(marks, axis, sideMiddle, SIDE, sideMiddle);
        box(marks, SIDE, firstBottom + 12, SIDE_WIDTH, side);
        box(marks, TRUNK, lastTop, TRUNK_WIDTH, List.of(last.label(), end));
        double height = lastTop + 44 + 10;
        if (!classLines.isEmpty()) {
            height = classBoxes(marks, classLines, axis, lastTop + 44);
        }
        return Svg.drawing(WIDTH, height, "Flow diagram from " + first.label() + " to " + last.label(), marks);
    }

    /** What the boxes but those of classes say: a step, and how many images of how many patients. */
    public static List<List<String>> lines(List<FlowStep> flow, int smallestCell, boolean isTotalHidden) {
        List<FlowStep> left =
                flow.stream().filter(s -> s.kind() == FlowStep.Kind.EXCLUDED).toList();
        FlowCounts counts = FlowCounts.of(left, smallestCell);
        FlowStep first = flow.get(0);
        FlowStep last = flow.get(flow.size() - 1);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(first.label(), start(first, counts, isTotalHidden)));
        for (int i = 0; i < left.size(); i++) {
            lines.add(List.of("Left out: " + left.get(i).label(), counts.of(i)));
        }
        lines.add(List.of("Left out in all", left.isEmpty() ? "nothing" : counts.total()));
        lines.add(List.of(last.label(), isTotalHidden ? HIDDEN : countText(last)));
        return lines;
    }

    /** The start would give a hidden total of exclusions away, being the sum of it and what was assessed. */
    private static String start(FlowStep first, FlowCounts counts, boolean isTotalHidden) {
        return counts.isTotalHidden() || isTotalHidden ? HIDDEN : countText(first);
    }

    private static double classBoxes(List<Markup> marks, List<String> lines, double axis, double top) {
        double boxTop = top + 34;
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(wrapped(line, 96)));
        arrow(marks, axis, top, axis, boxTop);
        box(marks, TRUNK, boxTop, SIDE + SIDE_WIDTH - TRUNK, all);
        return boxTop + 14 + LINE * all.size() + 10;
    }

    private static void box(List<Markup> marks, double x, double y, double width, List<String> lines) {
        marks.add(Svg.rectangle(x, y, width, 14 + LINE * lines.size(), "#ffffff")
                .with("stroke", Svg.FAINT_INK)
                .with("stroke-width", 1)
                .with("rx", 3));
        for (int i = 0; i < lines.size(); i++) {
            Markup text = Svg.text(x + 10, y + 18 + LINE * i, Svg.fitted(lines.get(i), width - 16));
            marks.add(i == 0 ? text.with("font-weight", "bold") : text);
        }
    }

    private static void arrow(List<Markup> marks, double x1, double y1, double x2, double y2) {
        marks.add(Svg.line(x1, y1, x2, y2, Svg.FAINT_INK, 1.2));
        boolean down = y2 > y1;
        List<double[]> head = down
                ? List.of(new double[] {x2 - 4, y2 - 7}, new double[] {x2 + 4, y2 - 7}, new double[] {x2, y2})
                : List.of(new double[] {x2 - 7, y2 - 4}, new double[] {x2 - 7, y2 + 4}, new double[] {x2, y2});
        marks.add(Svg.area(head, Svg.FAINT_INK, 1));
    }

    private static String countText(FlowStep step) {
        return Digits.counted(step.images(), "image", "images") + " of "
                + Digits.counted(step.patients(), "patient", "patients");
    }

    private static List<String> wrapped(String text, int letters) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line = new StringBuilder("   ");
            }
            line.append(line.isEmpty() || line.toString().isBlank() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
