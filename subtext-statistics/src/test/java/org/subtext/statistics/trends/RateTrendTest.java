package org.subtext.statistics.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Figures;
import org.subtext.statistics.StepdownMaxT;

/** Known answers: {@code validation/statistics/rate_trend.py} (NumPy 2.4.6, statsmodels 0.15.0, SciPy 1.17.1). */
class RateTrendTest {
    private record Rows(double[] ages, boolean[] called, int[] patients, int count) {
        RateTrend trend() {
            return RateTrend.of(ages, called, patients);
        }

        TrendPermutation.Member member() {
            return TrendPermutation.Member.of(ages, called, patients, count);
        }
    }

    /** 300 rows of 150 patients in closed form. */
    private static Rows known() {
        double[] ages = new double[300];
        boolean[] called = new boolean[300];
        int[] patients = new int[300];
        for (int row = 0; row < 300; row++) {
            patients[row] = row / 2;
            ages[row] = 20 + patients[row] * 37 % 70;
            double draw = (row * 7919 + 13) % 1009 / 1009.0;
            double from50 = ages[row] - 50;
            called[row] = draw < 1 / (1 + Math.exp(-(0.8 - 0.03 * from50 + 0.0006 * from50 * from50)));
        }
        return new Rows(ages, called, patients, 150);
    }

    private static void assertIs(Estimate found, double value, double lower, double upper) {
        Estimate.Known known = (Estimate.Known) found;
        assertThat(known.value()).isCloseTo(value, within(1e-8));
        assertThat(known.interval().lower()).isCloseTo(lower, within(1e-8));
        assertThat(known.interval().upper()).isCloseTo(upper, within(1e-8));
    }

    @Test
    void theCurveAndItsLimitsAreThoseOfAnotherProgram() {
        RateTrend trend = known().trend();
        assertIs(trend.at(30, 0.95), 0.8474616184726022, 0.7673378124751181, 0.9034638921834423);
        assertIs(trend.at(50, 0.95), 0.6934332690400644, 0.5749304000916649, 0.7909139112218442);
        assertIs(trend.at(80, 0.95), 0.6350517411463688, 0.502602217390839, 0.7497900404931453);
        assertIs(trend.slope(10, 0.95), -0.2196380153693011, -0.3613075416489021, -0.07796848908970005);
    }

    /** MOVER of the limits above with the correlation that statsmodels gives, −0.0597828. */
    @Test
    void aDifferenceJoinsBothLimits() {
        double low = 0.6350517411463688 - 0.502602217390839;
        double high = 0.7909139112218442 - 0.6934332690400644;
        double reach = Math.sqrt(low * low + high * high + 2 * 0.05978281735701327 * low * high);
        Estimate.Known found = (Estimate.Known) known().trend().difference(80, 50, 0.95);
        assertThat(found.value()).isCloseTo(0.6350517411463688 - 0.6934332690400644, within(1e-8));
        assertThat(found.interval().lower()).isCloseTo(found.value() - reach, within(1e-8));
        Estimate.Known none = (Estimate.Known) known().trend().difference(50, 50, 0.95);
        assertThat(none.value()).isZero();
    }

    /** NumPy, 200,000 permutations: 0.00257. */
    @Test
    void theTestOfTheSlopeIsThatOfAnotherProgram() {
        StepdownMaxT.Result result = new TrendPermutation(20_000, 4, 2).test(List.of(known().member()));
        assertThat(result.p().get(0)).isCloseTo(0.002575, within(0.0012));
        assertThat(new TrendPermutation(99, 4, 3).test(List.of(known().member())))
                .isEqualTo(new TrendPermutation(99, 4, 1).test(List.of(known().member())));
    }

    /** Ages in months tell the same. */
    @Test
    void theUnitChangesNothing() {
        Rows rows = known();
        double[] months = Arrays.stream(rows.ages()).map(age -> 12 * age + 1000).toArray();
        RateTrend inMonths = RateTrend.of(months, rows.called(), rows.patients());
        Estimate.Known one = (Estimate.Known) rows.trend().at(62, 0.9);
        Estimate.Known other = (Estimate.Known) inMonths.at(12 * 62 + 1000, 0.9);
        assertThat(other.value()).isCloseTo(one.value(), within(1e-7));
        assertThat(other.interval().upper()).isCloseTo(one.interval().upper(), within(1e-7));
        assertThat(inMonths.slope(120, 0.9).valueOr(0))
                .isCloseTo(rows.trend().slope(10, 0.9).valueOr(1), within(1e-7));
    }

    @Test
    void whatCannotBeFittedIsUndefined() {
        Rows rows = known();
        boolean[] few = new boolean[300];
        Arrays.fill(few, 0, 10, true);
        assertThat(RateTrend.of(rows.ages(), few, rows.patients()).at(50, 0.95))
                .isEqualTo(Estimate.undefined("fewer than 20 patients with a row that is called"));
        boolean[] parted = new boolean[300];
        for (int row = 0; row < 300; row++) {
            parted[row] = rows.ages()[row] > 54;
        }
        RateTrend separated = RateTrend.of(rows.ages(), parted, rows.patients());
        assertThat(separated.at(50, 0.95).isDefined()).isFalse();
        assertThat(separated.slope(10, 0.95).isDefined()).isFalse();
        assertThat(RateTrend.of(new double[300], rows.called(), rows.patients()).at(50, 0.95))
                .isEqualTo(Estimate.undefined("all rows have one number"));
        assertThatThrownBy(() -> RateTrend.of(new double[] {Double.NaN}, new boolean[1], new int[1]))
                .hasMessageContaining("finite");
    }

    /** Patients of 1 to 3 rows whose calls go together; the log odds rise by {@code slope} in 10 years. */
    private static Rows drawn(int patients, double slope, SplittableRandom random) {
        int[] sizes = new int[patients];
        Arrays.setAll(sizes, patient -> 1 + random.nextInt(3));
        int rows = Arrays.stream(sizes).sum();
        double[] ages = new double[rows];
        boolean[] called = new boolean[rows];
        int[] ids = new int[rows];
        int row = 0;
        for (int patient = 0; patient < patients; patient++) {
            double age = 20 + 70 * Math.sqrt(random.nextDouble());
            double own = random.nextDouble() < 0.5 ? -0.8 : 0.8;
            for (int i = 0; i < sizes[patient]; i++) {
                ages[row] = age;
                ids[row] = patient;
                double odds = 1 + own + slope * (age - 60) / 10;
                called[row++] = random.nextDouble() < 1 / (1 + Math.exp(-odds));
            }
        }
        return new Rows(ages, called, ids, patients);
    }

    /** The mean over both kinds of patient. */
    private static double truth(double age, double slope) {
        double odds = 1 + slope * (age - 60) / 10;
        return (1 / (1 + Math.exp(-odds - 0.8)) + 1 / (1 + Math.exp(-odds + 0.8))) / 2;
    }

    private record Counted(int found, int at, int difference, int slopeHeld) {}

    private static Counted counted(int tables, int patients, double slope, int draws) {
        int found = 0;
        int at = 0;
        int difference = 0;
        int slopeHeld = 0;
        for (int table = 0; table < tables; table++) {
            Rows rows = drawn(patients, slope, new SplittableRandom(90_000 + table));
            found += new TrendPermutation(draws, table, 1)
                                    .test(List.of(rows.member()))
                                    .p()
                                    .get(0)
                            <= 0.05
                    ? 1
                    : 0;
            RateTrend trend = rows.trend();
            at += holds(trend.at(35, 0.95), truth(35, slope));
            difference += holds(trend.difference(35, 60, 0.95), truth(35, slope) - truth(60, slope));
            slopeHeld += holds(trend.slope(10, 0.95), 0);
        }
        return new Counted(found, at, difference, slopeHeld);
    }

    private static int holds(Estimate estimate, double truth) {
        return estimate instanceof Estimate.Known known && known.interval().contains(truth) ? 1 : 0;
    }

    @Test
    void noTrendIsRarelyFoundAndLimitsHoldTheRate() {
        Counted counted = counted(150, 150, 0, 99);
        assertThat(counted.found()).isLessThanOrEqualTo(16);
        assertThat(counted.at()).isGreaterThan(133);
        assertThat(counted.difference()).isGreaterThan(133);
    }

    /** For docs/validation-statistics.md; Monte Carlo error 0.005. */
    @Tag("slow")
    @Test
    void levelAndCoverage() {
        Counted none = counted(2_000, 150, 0, 199);
        Counted small = counted(2_000, 80, 0, 199);
        Counted steep = counted(2_000, 300, 0.3, 199);
        Figures.record("No trend, 150 patients, of 2,000", none);
        Figures.record("No trend, 80 patients, of 2,000", small);
        Figures.record("0.3 in 10 years, 300 patients, of 2,000", steep);
        assertThat(none.found()).isBetween(70, 125);
        assertThat(none.difference()).isGreaterThan(1_860);
    }
}
