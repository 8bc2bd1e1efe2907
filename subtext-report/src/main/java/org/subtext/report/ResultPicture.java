package org.subtext.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.subtext.assessment.Verdict;
import org.subtext.looks.EarlierLooks;
import org.subtext.recognition.ModelCard;
import org.subtext.report.Lettering.Style;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/**
 * The result on one page of pixels, for viewers that show images alone: question, verdict, AUCs with intervals, what it
 * must not be used for. It says what may be shared ({@link ResultTable}) and shows no image of a patient.
 *
 * <p>Drawn by Java2D without a display, in the typeface of the PDF. Not thread-safe; one object draws one page.
 */
public final class ResultPicture {
    /** Columns of the page. */
    public static final int WIDTH = 1280;

    /** Rows of the page. */
    public static final int HEIGHT = 960;

    private static final int MARGIN = 56;
    private static final int RIGHT = WIDTH - MARGIN;
    private static final int COUNTS = 490;
    private static final int PLOT_FROM = 540;
    private static final int PLOT_TO = 930;
    private static final int ESTIMATES = 955;
    private static final int LEAST_STEP = 30;
    private static final int BELOW_PLOT = 108;
    private static final int MOST_CAVEATS = 3;

    private static final Color INK = Color.decode(Svg.INK);
    private static final Color FAINT_INK = Color.decode(Svg.FAINT_INK);
    private static final Color GRID = Color.decode(Svg.GRID);
    private static final Color MARK = Color.decode(Svg.colour(0));
    private static final Color WARNING = Color.decode(Svg.colour(1));

    private static final Style ROW = new Style(false, 19, INK);
    private static final Style FAINT_ROW = new Style(false, 19, FAINT_INK);
    private static final Style HEADING = new Style(true, 19, INK);
    private static final Style SMALL = new Style(false, 16, FAINT_INK);

    private final Graphics2D page;
    private final Lettering lettering;
    private int y = MARGIN;

    private ResultPicture(Graphics2D page) {
        this.page = page;
        this.lettering = new Lettering(page);
    }

    /**
     * Draws the page, {@value #WIDTH} × {@value #HEIGHT}, opaque RGB.
     *
     * @param footer when and by what it was made
     */
    public static BufferedImage draw(ReportContent content, String footer) {
        return draw(content, footer, Audience.ANYBODY);
    }

    /** The same for those who read it; what is for those inside says so at its head. */
    public static BufferedImage draw(ReportContent content, String footer, Audience audience) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = image.createGraphics();
        try {
            page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            page.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            page.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            page.setColor(Color.WHITE);
            page.fillRect(0, 0, WIDTH, HEIGHT);
            new ResultPicture(page).write(Told.of(content, audience), footer);
        } finally {
            page.dispose();
        }
        return image;
    }

    private void write(Told told, String footer) {
        ReportContent content = told.content();
        if (told.isInternal()) {
            paragraph(MARGIN, new Style(true, 19, WARNING), Audience.MARK, 1);
        }
        paragraph(MARGIN, new Style(true, 34, INK), content.title(), 2);
        y += 14;
        verdict(content);
        forest(told, closing(footer));
    }

    private void verdict(ReportContent content) {
        Verdict verdict = content.assessment().verdict();
        int top = y;
        int inside = MARGIN + 28;
        y += 14;
        paragraph(inside, new Style(true, 30, INK), TerminalSummary.answer(verdict), 1);
        if (verdict != null) {
            paragraph(inside, new Style(false, 22, INK), verdict.sentence(), 4);
        }
        EarlierLooks looks = content.looks();
        if (looks != null && !looks.isFirst()) {
            paragraph(inside, new Style(false, 18, INK), looks.sentence(), 4);
        }
        y += 6;
        if (content.plantedTruth() != null) {
            paragraph(inside, new Style(true, 18, INK), "Phantom cohort: " + content.plantedTruth(), 2);
        }
        if (verdict != null) {
            verdict.doesNotShow().stream()
                    .limit(MOST_CAVEATS)
                    .forEach(caveat -> paragraph(inside, new Style(false, 18, FAINT_INK), caveat, 2));
        }
        y += 10;
        boolean reveals = verdict != null && verdict.kind() == Verdict.Kind.REVEALS;
        boolean none = verdict != null && verdict.kind() == Verdict.Kind.NO_EVIDENCE;
        page.setColor(reveals ? WARNING : none ? MARK : FAINT_INK);
        page.fillRect(MARGIN, top, 8, y - top);
        page.setColor(GRID);
        page.drawRect(MARGIN + 8, top, RIGHT - MARGIN - 8, y - top);
        y += 22;
    }

    /** What stands at the foot of the page, whatever is above it; gives the place where it begins. */
    private int closing(String footer) {
        int foot = HEIGHT - 30;
        lettering.startingAt(MARGIN, foot, new Style(false, 17, FAINT_INK), footer);
        List<String> lines = lettering.lines(HEADING, ModelCard.MUST_NOT, RIGHT - MARGIN - 40, 3);
        int height = lines.size() * HEADING.step() + 20;
        int top = foot - 34 - height;
        lettering.paragraph(MARGIN + 20, top + 10, HEADING, lines);
        page.setColor(WARNING);
        page.setStroke(new BasicStroke(2));
        page.drawRect(MARGIN, top, RIGHT - MARGIN, height);
        return top;
    }

    private void forest(Told told, int bottom) {
        ReportContent content = told.content();
        List<ResultTable> tables = ResultTable.of(told);
        List<ForestChart.Line> lines = ForestChart.lines(tables);
        double margin = content.assessment().plan().margin();
        Axis marks = ForestChart.axisOver("AUC", 0.5, lines);
        Axis axis = Axis.around("AUC", Math.min(marks.low(), 0.5 - margin), Math.max(marks.high(), 0.5 + margin), 4);
        int room = bottom - y - BELOW_PLOT;
        int step = Math.max(LEAST_STEP, Math.min(LEAST_STEP * 3 / 2, room / (lines.size() + 1)));
        int most = Math.max(2, room / step);
        int shown = lines.size() <= most ? lines.size() : most - 1;
        int end = y + step / 2 + shown * step;
        frame(axis, end, margin);
        lettering.startingAt(ESTIMATES, y + step, FAINT_ROW, "AUC (interval)");
        for (ForestChart.Line line : lines.subList(0, shown)) {
            y += step;
            row(axis, line);
        }
        y = end + 22;
        if (shown < lines.size()) {
            String left = "… and " + (lines.size() - shown) + " more lines in the report";
            lettering.startingAt(MARGIN + 18, y, FAINT_ROW, left);
        }
        y += 8;
        String caption = "One class against the rest. Squares: estimates. Lines: intervals. Dashed: chance; shaded: the"
                + " band around it that counts as chance. "
                + Captions.interval(tables.get(0).mean().auc());
        paragraph(MARGIN, SMALL, caption, 2);
        Verdict verdict = content.assessment().verdict();
        if (verdict != null && bottom - y > BELOW_PLOT) {
            y += 6;
            paragraph(MARGIN, SMALL, VerdictSection.heading(content.looks()) + verdict.rule(), 3);
        }
    }

    private void frame(Axis axis, int end, double margin) {
        double from = x(axis, 0.5 - margin);
        page.setColor(Color.decode(Svg.SHADE));
        page.fill(new Rectangle2D.Double(from, y, x(axis, 0.5 + margin) - from, end - y));
        page.setStroke(new BasicStroke(1));
        for (double tick : axis.ticks()) {
            page.setColor(GRID);
            page.draw(new Line2D.Double(x(axis, tick), y, x(axis, tick), end));
            lettering.centred(x(axis, tick), end + 22, new Style(false, 17, FAINT_INK), axis.tickText(tick));
        }
        page.setColor(FAINT_INK);
        page.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
        page.draw(new Line2D.Double(x(axis, 0.5), y, x(axis, 0.5), end));
    }

    private void row(Axis axis, ForestChart.Line line) {
        Style style = line.isHeading() ? HEADING : ROW;
        String label = lettering.fitted(style, line.label(), COUNTS - MARGIN - 110);
        lettering.startingAt(line.isHeading() ? MARGIN : MARGIN + 18, y, style, label);
        lettering.endingAt(COUNTS, y, line.isHeading() ? FAINT_ROW : ROW, line.count());
        if (line.isHeading()) {
            return;
        }
        Estimate estimate = line.estimate();
        Style numbers = estimate.isDefined() ? ROW : SMALL;
        String cell = lettering.fitted(numbers, NumberText.cell(estimate), RIGHT - ESTIMATES);
        lettering.startingAt(ESTIMATES, y, numbers, cell);
        if (!estimate.isDefined()) {
            return;
        }
        double middle = y - 7;
        page.setColor(MARK);
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            page.setStroke(new BasicStroke(2.5f));
            page.draw(new Line2D.Double(x(axis, interval.lower()), middle, x(axis, interval.upper()), middle));
        }
        page.fill(new Rectangle2D.Double(x(axis, estimate.valueOr(0)) - 5.5, middle - 5.5, 11, 11));
    }

    private static double x(Axis axis, double value) {
        return PLOT_FROM + axis.position(value) * (PLOT_TO - PLOT_FROM);
    }

    /** Writes below what is there already, up to the right margin, and moves on. */
    private void paragraph(int left, Style style, String text, int mostLines) {
        int width = RIGHT - left - (left > MARGIN ? 20 : 0);
        y = lettering.paragraph(left, y, style, lettering.lines(style, text, width, mostLines));
    }
}
