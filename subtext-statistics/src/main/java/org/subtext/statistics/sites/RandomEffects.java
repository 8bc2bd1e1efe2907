package org.subtext.statistics.sites;

import java.util.Arrays;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/**
 * The AUC of a site like these: their AUCs joined on the logit scale, where sites may truly differ.
 *
 * <p>Definition: y = ln(AUC/(1 − AUC)), v = (SE/(AUC(1 − AUC)))², μ the mean of y weighted by 1/(v + τ²). The plain
 * interval is μ ± z/√Σw; that of Hartung, Knapp, Sidik and Jonkman takes √(Σw(y − μ)²/((k − 1)Σw)) and Student's t with
 * k − 1 degrees of freedom. Where sites agree by chance the latter is the shorter, so that {@link #interval} is the
 * wider of the two. A prediction interval adds τ²: it is for the next site's own AUC.
 *
 * <p>Of fewer than {@value #FEWEST_FOR_HETEROGENEITY} sites τ² is hardly known: {@link #betweenSites}, {@link
 * #inconsistency} and {@link #prediction} are then undefined. Sources: Hartung and Knapp (2001), doi:10.1002/sim.791;
 * Sidik and Jonkman (2002), doi:10.1002/sim.1262; Higgins and Thompson (2002), doi:10.1002/sim.1186. Checked in {@code
 * SitesReferenceTest} against R 4.2.2 metafor 3.8-1.
 */
public final class RandomEffects {
    /** Fewer sites make no claim of how much sites differ. */
    public static final int FEWEST_FOR_HETEROGENEITY = 5;

    private final double[] y;
    private final double[] v;
    private final BetweenSites method;
    private final double between;
    private final double mean;

    private RandomEffects(double[] y, double[] v, BetweenSites method) {
        this.y = y;
        this.v = v;
        this.method = method;
        this.between = method.variance(y, v);
        this.mean = BetweenSites.mean(y, v, between);
    }

    /** Why AUCs cannot be joined on the logit scale; empty text where they can. */
    public static String obstacle(double[] aucs, double[] standardErrors) {
        if (aucs.length < 2) {
            return "a mean over sites needs two, got " + aucs.length;
        }
        for (int site = 0; site < aucs.length; site++) {
            if (!(aucs[site] > 0 && aucs[site] < 1) || !(standardErrors[site] > 0)) {
                return "the AUC of a site is 0 or 1 or has no standard error, and so no place on the logit scale";
            }
        }
        return "";
    }

    /**
     * Joins sites.
     *
     * @param aucs by site, inside 0 and 1
     * @param standardErrors by site, above 0
     * @throws IllegalArgumentException where there is an {@link #obstacle}
     */
    public static RandomEffects of(double[] aucs, double[] standardErrors, BetweenSites method) {
        if (aucs.length != standardErrors.length) {
            throw new IllegalArgumentException("every site has an AUC and its standard error");
        }
        String obstacle = obstacle(aucs, standardErrors);
        if (!obstacle.isEmpty()) {
            throw new IllegalArgumentException(obstacle);
        }
        double[] y = new double[aucs.length];
        double[] v = new double[aucs.length];
        for (int site = 0; site < y.length; site++) {
            double auc = aucs[site];
            y[site] = Math.log(auc / (1 - auc));
            double error = standardErrors[site] / (auc * (1 - auc));
            v[site] = error * error;
        }
        return new RandomEffects(y, v, method);
    }

    public int sites() {
        return y.length;
    }

    /** The joined AUC. */
    public double value() {
        return expit(mean);
    }

    /** The mean logit. */
    public double logit() {
        return mean;
    }

    /** τ² on the logit scale, of however few sites. */
    public double tauSquared() {
        return between;
    }

    /** Cochran's Q, with weights 1/v. */
    public double q() {
        return BetweenSites.q(y, v, 0);
    }

    /** Of the mean logit, as if τ² were known. */
    public double plainError() {
        return 1 / Math.sqrt(weights());
    }

    /** Of the mean logit, by how far sites lie from it. */
    public double hksjError() {
        return Math.sqrt(BetweenSites.q(y, v, between) / ((y.length - 1) * weights()));
    }

    /** With the normal quantile. */
    public Interval plain(double level) {
        return around(Gaussian.twoSided(level) * plainError(), level, "random effects on the logit scale");
    }

    /** With Student's t; may be the shorter one, see {@link #interval}. */
    public Interval hksj(double level) {
        return around(student(level) * hksjError(), level, "Hartung-Knapp-Sidik-Jonkman on the logit scale");
    }

    /** The interval to report: the wider of the two, of which the method says which it is. */
    public Interval interval(double level) {
        Interval plain = plain(level);
        Interval hksj = hksj(level);
        return hksj.upper() - hksj.lower() >= plain.upper() - plain.lower() ? hksj : plain;
    }

    /** For the next site's AUC, with the normal quantile. */
    public Interval plainPrediction(double level) {
        double reach = Gaussian.twoSided(level) * Math.hypot(plainError(), Math.sqrt(between));
        return around(reach, level, "prediction, random effects on the logit scale");
    }

    /** The same with Student's t. */
    public Interval hksjPrediction(double level) {
        double reach = student(level) * Math.hypot(hksjError(), Math.sqrt(between));
        return around(reach, level, "prediction, Hartung-Knapp-Sidik-Jonkman on the logit scale");
    }

    /** For the next site's AUC: the wider of the two, with the joined AUC; undefined of few sites. */
    public Estimate prediction(double level) {
        if (isTooFew()) {
            return tooFew();
        }
        Interval plain = plainPrediction(level);
        Interval hksj = hksjPrediction(level);
        boolean isHksj = hksj.upper() - hksj.lower() >= plain.upper() - plain.lower();
        return new Estimate.Known(value(), isHksj ? hksj : plain);
    }

    /** τ²; undefined of few sites. */
    public Estimate betweenSites() {
        return isTooFew() ? tooFew() : new Estimate.Point(between);
    }

    /** I², the share of the variance that is between sites; undefined of few sites. */
    public Estimate inconsistency() {
        return isTooFew() ? tooFew() : new Estimate.Point(iSquared());
    }

    /** I² from 0 to 1: of Q where sites are taken for alike, else of τ². */
    double iSquared() {
        double excess = y.length - 1.0;
        if (method == BetweenSites.NONE) {
            return q() == 0 ? 0 : Math.max(0, (q() - excess) / q());
        }
        double sum = Arrays.stream(v).map(variance -> 1 / variance).sum();
        double squares =
                Arrays.stream(v).map(variance -> 1 / (variance * variance)).sum();
        double typical = excess / (sum - squares / sum);
        return between / (between + typical);
    }

    /** The distribution between sites is not seen in so few. */
    private boolean isTooFew() {
        return y.length < FEWEST_FOR_HETEROGENEITY;
    }

    private Estimate tooFew() {
        return Estimate.undefined("of " + y.length
                + " sites it cannot be told how much sites differ; that takes at least " + FEWEST_FOR_HETEROGENEITY);
    }

    private double weights() {
        return Arrays.stream(v).map(variance -> 1 / (variance + between)).sum();
    }

    private double student(double level) {
        Gaussian.requireLevel(level);
        return Gaussian.student(0.5 + level / 2, y.length - 1.0);
    }

    private Interval around(double reach, double level, String how) {
        return new Interval(expit(mean - reach), expit(mean + reach), level, how);
    }

    private static double expit(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
