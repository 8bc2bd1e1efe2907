package org.subtext.statistics.pooling;

/**
 * Hits of one cell whose log odds are a known number plus a normal effect, with the effect integrated out: likelihood,
 * its derivatives in that number, and the posterior of the rate. Nodes of Gauss and Hermite lie around the effect's
 * mode and as wide as its curvature says. Used again for one place after the other; not safe for several threads.
 */
final class CellIntegral {
    /** Of Hermite's polynomial of degree 15, by R 4.2.2 statmod 1.5.0 {@code gauss.quad(15, "hermite")}. */
    private static final double[] PLACES = {
        0,
        0.56506958325557577,
        1.1361155852109210,
        1.7199925751864880,
        2.3257324861738580,
        2.9671669279056032,
        3.6699503734044514,
        4.4999907073093883
    };

    private static final double[] LOG_WEIGHTS = {
        -0.57252319094612802,
        -0.88666230220496123,
        -1.84207061999698896,
        -3.48088905009942851,
        -5.88599925349096154,
        -9.21029596063737621,
        -13.75807638708833736,
        -20.30292800858668301
    };

    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int MOST_STEPS = 100;

    /** Nodes need not lie around the mode itself. */
    private static final double NEAR_MODE = 1e-3;

    /** The last of the places of a posterior's density, which reach so many standard deviations to either side. */
    private static final int LAST = 24;

    private static final double REACH = 6;

    private double hits;
    private double rows;
    private double linear;
    private double spread;
    private double mode;
    private double width;
    private double logLikelihood;
    private double mean;
    private double byLinear;
    private double byLinearTwice;

    CellIntegral at(double ofHits, double ofRows, double ofLinear, double ofSpread) {
        hits = ofHits;
        rows = ofRows;
        linear = ofLinear;
        spread = ofSpread;
        findMode();
        integrate();
        return this;
    }

    double logLikelihood() {
        return logLikelihood;
    }

    double mean() {
        return mean;
    }

    double byLinear() {
        return byLinear;
    }

    double byLinearTwice() {
        return byLinearTwice;
    }

    static double share(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Of the standard normal effect z, by Newton's steps no longer than 2 log odds: the density is log-concave. */
    private void findMode() {
        double z = 0;
        double bend = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double share = share(linear + spread * z);
            bend = 1 + rows * share * (1 - share) * spread * spread;
            double change = (spread * (hits - rows * share) - z) / bend;
            double most = 2 / Math.max(Math.abs(spread), 1e-3);
            z += Math.max(-most, Math.min(most, change));
            if (Math.abs(change) < NEAR_MODE) {
                break;
            }
        }
        mode = z;
        width = 1 / Math.sqrt(bend);
    }

    /** Up to the binomial coefficient. */
    private double logDensity(double z) {
        double logOdds = linear + spread * z;
        return logDensity(z, logOdds, Math.exp(-Math.abs(logOdds)));
    }

    /** @param small e to the power of less the size of the log odds */
    private double logDensity(double z, double logOdds, double small) {
        double soft = Math.max(0, logOdds) + Math.log1p(small);
        return hits * logOdds - rows * soft - z * z / 2 - HALF_LOG_TWO_PI;
    }

    /** Sums over nodes of what the derivatives are means of, under the posterior of the effect. */
    private void integrate() {
        double top = logDensity(mode);
        double all = 0;
        double ofShare = 0;
        double r = 0;
        double rr = 0;
        double b = 0;
        for (int node = 1 - PLACES.length; node < PLACES.length; node++) {
            double x = Math.signum(node) * PLACES[Math.abs(node)];
            double z = mode + ROOT_TWO * width * x;
            double logOdds = linear + spread * z;
            double small = Math.exp(-Math.abs(logOdds));
            double share = logOdds > 0 ? 1 / (1 + small) : small / (1 + small);
            double weight = Math.exp(logDensity(z, logOdds, small) - top + x * x + LOG_WEIGHTS[Math.abs(node)]);
            double residual = hits - rows * share;
            double bend = -rows * share * (1 - share);
            all += weight;
            ofShare += weight * share;
            r += weight * residual;
            rr += weight * residual * residual;
            b += weight * bend;
        }
        logLikelihood = top + Math.log(ROOT_TWO * width * all);
        mean = ofShare / all;
        byLinear = r / all;
        byLinearTwice = (b + rr) / all - byLinear * byLinear;
    }

    /** The rate below which so much of its posterior lies: sums on a grid, with straight lines of density between. */
    double quantile(double below) {
        double top = logDensity(mode);
        double step = 2 * REACH * width / LAST;
        double[] density = new double[LAST + 1];
        for (int place = 0; place <= LAST; place++) {
            density[place] = Math.exp(logDensity(mode - REACH * width + place * step) - top);
        }
        double[] upTo = new double[LAST + 1];
        double sum = 0;
        for (int place = 1; place <= LAST; place++) {
            sum += (density[place - 1] + density[place]) / 2;
            // Euler's and Maclaurin's correction of the sum of trapezia, by the slope at its end
            upTo[place] = sum - (place < LAST ? (density[place + 1] - density[place - 1]) / 24 : 0);
        }
        double sought = below * sum;
        int place = 0;
        while (place < LAST - 1 && upTo[place + 1] < sought) {
            place++;
        }
        double area = (density[place] + density[place + 1]) / 2;
        double left = (sought - upTo[place]) * area / Math.max(upTo[place + 1] - upTo[place], Double.MIN_NORMAL);
        double rise = density[place + 1] - density[place];
        double root = Math.sqrt(Math.max(0, density[place] * density[place] + 2 * rise * left));
        double part = 2 * left / Math.max(density[place] + root, Double.MIN_NORMAL);
        return share(linear + spread * (mode - REACH * width + (place + part) * step));
    }
}
