package org.subtext.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.Recovery.Bound;
import org.subtext.routes.contract.Recovery.Point;

class PowerChartTest {
    private static final Pattern DASHED = Pattern.compile("<line x1=\"([^\"]+)\" y1=\"([^\"]+)\"[^>]*dasharray");
    private static final Pattern MARK =
            Pattern.compile("<line x1=\"([^\"]+)\" y1=\"([^\"]+)\"[^>]*stroke=\"" + Svg.INK + "\"");
    private static final Pattern CURVE = Pattern.compile("<polyline points=\"([^\"]+)\"");
    private static final Pattern DOT = Pattern.compile("<circle cx=\"([^\"]+)\" cy=\"([^\"]+)\"");
    private static final Pattern SHADE = Pattern.compile("<rect x=\"([^\"]+)\"[^>]* width=\"([^\"]+)\"");

    @Test
    void theMarkStandsWhereTheCurveCrossesThePlannedPower() {
        String svg = PowerChart.draw(recovery(Bound.FOUND_AT, 1 / 3.0)).toString();
        double[] mark = numbers(MARK, svg);
        double[] dashed = numbers(DASHED, svg);
        assertThat(mark[1]).isEqualTo(dashed[1]);
        // One half of a logarithmic axis from a third to three times the strength.
        List<double[]> curve =
                List.of(CURVE.matcher(svg)
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1)
                                .split(" "))
                        .stream()
                        .map(pair -> new double[] {
                            Double.parseDouble(pair.split(",")[0]), Double.parseDouble(pair.split(",")[1])
                        })
                        .toList();
        double[] middle = curve.get(curve.size() / 2);
        assertThat(mark[0]).isCloseTo(middle[0], within(0.1));
        assertThat(mark[1]).isCloseTo(middle[1], within(0.1));
        IntStream.range(1, curve.size())
                .forEach(i -> assertThat(curve.get(i)[1]).isLessThanOrEqualTo(curve.get(i - 1)[1]));
        assertThat(svg).contains(">contrast, %<").contains(">1<").contains("aria-label=\"Share of draws");
    }

    @Test
    void strengthsTriedBesideTheCurveAreNotDrawn() {
        String svg = PowerChart.draw(recovery(Bound.FOUND_AT, 1 / 3.0)).toString();
        assertThat(DOT.matcher(svg).results()).hasSize(2);
        double[] shade = numbers(SHADE, svg);
        double mark = numbers(MARK, svg)[0];
        assertThat(shade[0]).isLessThan(mark);
        assertThat(shade[0] + shade[1]).isGreaterThan(mark);
    }

    @Test
    void noMarkIsSetWhereTheStrengthIsAtMostTheLeastTried() {
        String svg = PowerChart.draw(recovery(Bound.AT_MOST, 1)).toString();
        assertThat(MARK.matcher(svg).find()).isFalse();
        assertThat(numbers(SHADE, svg)[0]).isEqualTo(46); // from where the axis begins
        assertThat(DASHED.matcher(svg).find()).isTrue();
        assertThat(CURVE.matcher(svg).find()).isTrue();
    }

    private static double[] numbers(Pattern pattern, String svg) {
        MatchResult found = pattern.matcher(svg).results().findFirst().orElseThrow();
        return new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))};
    }

    /** Found in four of five at 1 %. */
    private static Recovery recovery(Bound bound, double low) {
        List<Point> curve = IntStream.range(0, 41)
                .mapToDouble(i -> low * Math.pow(3 / low, i / 40.0))
                .mapToObj(at -> new Point(at, at * at * 4 / (1 + at * at * 4)))
                .toList();
        return new Recovery(
                "texture",
                Recovery.Reader.LINEAR,
                "contrast, %",
                1.0,
                bound,
                4,
                new Recovery.Span(bound == Bound.AT_MOST ? null : 0.8, 1.3),
                0.8,
                "a texture of 1 %",
                new Recovery.Anew(8, 10),
                List.of(new Point(0.1, 0), new Point(1, 0.8), new Point(1.2, 1), new Point(4, 1)),
                curve);
    }
}
