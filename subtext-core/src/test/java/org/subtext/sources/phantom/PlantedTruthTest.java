package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is planted is in the images, and nothing else is. */
class PlantedTruthTest {
    private static final int SIDE = 32;
    private final PhantomPlan silent = PhantomPlan.demo().withSize(40, SIDE).withSignal(new PlantedSignal.None());

    @Test
    void aPlantedBandHoldsNearlyAllThePowerThatPlantingAdds() {
        PhantomPlan plan = silent.withSignal(new PlantedSignal.Band(5, 9, 3));
        double inBand = 0;
        double total = 0;
        for (int i = 0; i < 10; i++) {
            double[][] power = power(difference(plan, i));
            for (int v = -SIDE / 2; v < SIDE / 2; v++) {
                for (int u = -SIDE / 2; u < SIDE / 2; u++) {
                    double cycles = Math.hypot(u, v);
                    double here = power[v + SIDE / 2][u + SIDE / 2];
                    total += here;
                    // A cycle and a half on each side is left to the outline of the body, which cuts the waves.
                    inBand += cycles >= 3.5 && cycles <= 10.5 ? here : 0;
                }
            }
        }
        // White power would put (10.5² − 3.5²)·π / 32² = 0.30 there.
        assertThat(inBand / total).isGreaterThan(0.8);
    }

    @Test
    void withoutASignalImagesDoNotDependOnTheClass() {
        Radiographer radiographer = new Radiographer(silent);
        Patient patient = new Population(silent).patient(3);
        Patient elsewhere = new Patient(
                patient.number(),
                (patient.group() + 1) % 3,
                -patient.classScore(),
                patient.seed(),
                patient.female(),
                patient.age(),
                patient.bmi(),
                patient.disease());
        Exposure exposure = Exposure.draw(patient, 1, silent.confounders());
        Exposure other = Exposure.draw(elsewhere, 1, silent.confounders());
        assertThat(radiographer.take(elsewhere, other)).isEqualTo(radiographer.take(patient, exposure));
    }

    @Test
    void aPlantedRegionLeavesTheRestOfThePictureAlone() {
        double[] changed = difference(silent.withSignal(new PlantedSignal.Region(1, 1, 4)), 2);
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < changed.length; i++) {
            int row = i / SIDE;
            int column = i % SIDE;
            boolean tile = row >= 11 && row <= 21 && column >= 11 && column <= 21;
            inside += tile ? changed[i] * changed[i] : 0;
            outside += tile ? 0 : changed[i] * changed[i];
        }
        // Blur, scatter and the common window spread a little of it.
        assertThat(inside).isGreaterThan(20 * outside);
    }

    @Test
    void aPlantedRangeOfGreyValuesLeavesOtherGreyValuesAlone() {
        PhantomPlan plan = silent.withSignal(new PlantedSignal.IntensityRange(0.6, 1, 4));
        Population population = new Population(plan);
        Patient patient = population.patient(2);
        Exposure exposure = population.exposures(patient).get(0);
        float[] grey = new Detector(SIDE, exposure).noiseless(Thorax.paint(patient, exposure, SIDE));
        double[] changed = difference(plan, 2);
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < changed.length; i++) {
            boolean planted = grey[i] >= 0.6;
            inside += planted ? changed[i] * changed[i] : 0;
            outside += planted ? 0 : changed[i] * changed[i];
        }
        assertThat(inside).isGreaterThan(10 * outside);
    }

    @Test
    void viewAndScannerGoWithTheClassWhenAskedTo() {
        assertThat(shareDifference(ConfounderCorrelations.NONE, Exposure::frontal))
                .isBetween(-0.1, 0.1);
        assertThat(shareDifference(new ConfounderCorrelations(0, 0, 0, 0, 0, 0.9), Exposure::frontal))
                .isGreaterThan(0.6);
        assertThat(shareDifference(
                        new ConfounderCorrelations(0, 0, 0, 0, 0.7, 0),
                        exposure -> exposure.scanner() == Scanner.CEDAR))
                .isGreaterThan(0.4);
    }

    @Test
    void confoundersReachTheCorrelationThatWasAskedFor() {
        PhantomPlan plan =
                silent.withSize(4000, SIDE).withConfounders(new ConfounderCorrelations(0.5, 0.5, -0.4, 0, 0, 0));
        Population population = new Population(plan);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < plan.patients(); i++) {
            Patient p = population.patient(i);
            rows.add(new double[] {
                p.classScore(), p.age(), p.bmi(), p.female() ? 1 : 0, p.disease() == Disease.NONE ? 0 : 1
            });
        }
        // The standard error of a correlation of 4000 is 0.016; four of them, and clipping takes a little.
        assertThat(correlation(rows, 1)).isBetween(0.43, 0.55);
        assertThat(correlation(rows, 2)).isBetween(-0.46, -0.33);
        assertThat(correlation(rows, 3)).isBetween(0.30, 0.48);
        assertThat(correlation(rows, 4)).isBetween(-0.065, 0.065);
    }

    @Test
    void sharesOfClassesAreMetToWithinOnePatient() {
        PhantomPlan plan = silent.withSize(200, SIDE);
        Population population = new Population(plan);
        int[] count = new int[3];
        for (int i = 0; i < 200; i++) {
            count[population.patient(i).group()]++;
        }
        assertThat(count).containsExactly(80, 70, 50);
    }

    /** Share of last-class patients whose first image has the property, less that of first-class patients. */
    private double shareDifference(ConfounderCorrelations correlations, Predicate<Exposure> property) {
        PhantomPlan plan = silent.withSize(1000, SIDE).withConfounders(correlations);
        Population population = new Population(plan);
        int last = plan.classes().size() - 1;
        double[] with = new double[last + 1];
        double[] all = new double[last + 1];
        for (int i = 0; i < plan.patients(); i++) {
            Patient patient = population.patient(i);
            all[patient.group()]++;
            with[patient.group()] += property.test(population.exposures(patient).get(0)) ? 1 : 0;
        }
        return with[last] / all[last] - with[0] / all[0];
    }

    /** Image with minus image without the signal, same noise: shape (side, side). */
    private double[] difference(PhantomPlan planted, int index) {
        Population population = new Population(planted);
        Patient patient = population.patient(index);
        Exposure exposure = population.exposures(patient).get(0);
        float[] with = new Radiographer(planted).take(patient, exposure);
        float[] without = new Radiographer(silent).take(patient, exposure);
        double[] difference = new double[with.length];
        double mean = 0;
        for (int i = 0; i < with.length; i++) {
            difference[i] = with[i] - without[i];
            mean += difference[i] / with.length;
        }
        for (int i = 0; i < with.length; i++) {
            difference[i] -= mean;
        }
        return difference;
    }

    private static double[][] power(double[] image) {
        double[][] power = new double[SIDE][SIDE];
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < image.length; i++) {
                    double phase = 2 * Math.PI * ((u - SIDE / 2) * (i % SIDE) + (v - SIDE / 2) * (i / SIDE)) / SIDE;
                    real += image[i] * Math.cos(phase);
                    imaginary += image[i] * Math.sin(phase);
                }
                power[v][u] = real * real + imaginary * imaginary;
            }
        }
        return power;
    }

    private static double correlation(List<double[]> rows, int column) {
        double n = rows.size();
        double mx = rows.stream().mapToDouble(r -> r[0]).sum() / n;
        double my = rows.stream().mapToDouble(r -> r[column]).sum() / n;
        double xy =
                rows.stream().mapToDouble(r -> (r[0] - mx) * (r[column] - my)).sum();
        double xx = rows.stream().mapToDouble(r -> (r[0] - mx) * (r[0] - mx)).sum();
        double yy = rows.stream()
                .mapToDouble(r -> (r[column] - my) * (r[column] - my))
                .sum();
        return xy / Math.sqrt(xx * yy);
    }
}
