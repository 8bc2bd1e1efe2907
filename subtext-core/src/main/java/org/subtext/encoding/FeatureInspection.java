package org.subtext.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.subtext.statistics.Multiplicity;

/**
 * Whether the classes differ in what a network computes: principal components of its embeddings and its logits, each
 * pair of classes compared by a two-sample Kolmogorov–Smirnov test, all p-values corrected together after Benjamini and
 * Yekutieli.
 *
 * <p>The test takes rows as independent, so it is to be given one image a patient. A difference shows that the classes
 * lie apart there, not that anything is decided by it.
 *
 * <p>Source: Glocker and others (2023), doi:10.1016/j.ebiom.2023.104467. Tests checked against SciPy's {@code ks_2samp}
 * in {@code FeatureInspectionTest}.
 *
 * @param components how many hold 99 % of the variance
 * @param shares of the variance in the first components
 * @param tests in the order of features and pairs of classes
 */
public record FeatureInspection(int components, List<Double> shares, List<Test> tests) {
    /** Components that are tested. */
    public static final int MODES = 4;

    private static final double KEPT_VARIANCE = 0.99;

    public FeatureInspection {
        shares = List.copyOf(shares);
        tests = List.copyOf(tests);
    }

    /**
     * One comparison.
     *
     * @param feature "mode 1", or the name of a logit
     * @param distance largest difference of the two distribution functions, in [0, 1]
     * @param p exact where both classes have at most 10,000 rows, else asymptotic
     * @param adjusted over all tests of the inspection
     */
    public record Test(String feature, int first, int second, double distance, double p, double adjusted) {}

    /**
     * Inspects rows of independent patients.
     *
     * @param rows one image a patient
     * @param logits further numbers by name, one a row
     */
    public static FeatureInspection of(ProbeRows rows, Map<String, double[]> logits) {
        if (rows.patientCount() < rows.size()) {
            throw new IllegalArgumentException("the test takes rows as independent: one row a patient is expected");
        }
        PrincipalComponents components = PrincipalComponents.of(rows.vectors(), MODES);
        Map<String, double[]> features = new LinkedHashMap<>();
        for (int c = 0; c < components.scores()[0].length; c++) {
            int mode = c;
            features.put(
                    "mode " + (c + 1),
                    Arrays.stream(components.scores())
                            .mapToDouble(row -> row[mode])
                            .toArray());
        }
        features.putAll(logits);
        double total = Arrays.stream(components.variances()).sum();
        List<Double> shares = Arrays.stream(components.variances())
                .limit(MODES)
                .map(variance -> total == 0 ? 0 : variance / total)
                .boxed()
                .toList();
        return new FeatureInspection(components.componentsFor(KEPT_VARIANCE), shares, tests(rows, features));
    }

    private static List<Test> tests(ProbeRows rows, Map<String, double[]> features) {
        List<Test> tests = new ArrayList<>();
        int[] present = rows.classesPresent();
        features.forEach((name, values) -> {
            for (int i = 0; i < present.length; i++) {
                for (int j = i + 1; j < present.length; j++) {
                    KolmogorovSmirnovTest.TwoResult result = KolmogorovSmirnovTest.withDefaults()
                            .test(of(values, rows, present[i]), of(values, rows, present[j]));
                    double p = Math.max(0, Math.min(1, result.getPValue()));
                    tests.add(new Test(name, present[i], present[j], Math.abs(result.getStatistic()), p, 1));
                }
            }
        });
        double[] adjusted = Multiplicity.BENJAMINI_YEKUTIELI.adjust(
                tests.stream().mapToDouble(Test::p).toArray());
        return IntStream.range(0, tests.size())
                .mapToObj(i -> {
                    Test test = tests.get(i);
                    return new Test(
                            test.feature(), test.first(), test.second(), test.distance(), test.p(), adjusted[i]);
                })
                .toList();
    }

    private static double[] of(double[] values, ProbeRows rows, int label) {
        return IntStream.range(0, values.length)
                .filter(row -> rows.labels()[row] == label)
                .mapToDouble(row -> values[row])
                .toArray();
    }
}
