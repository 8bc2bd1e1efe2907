package org.subtext.statistics.pooling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rates of cells that two columns make, such as race by view: on the scale of log odds a main effect of each column's
 * values, and an effect of each cell from N(0, σ²), so that a small cell is drawn towards its own margins.
 *
 * <p>Each cell's effect is integrated by adaptive Gauss–Hermite quadrature of 15 nodes. Main effects are those of the
 * highest likelihood; σ is that of the highest likelihood from which main effects too are integrated, by Laplace's
 * method (restricted likelihood): with as many margins as a table has, plain maximum likelihood puts σ far too low.
 * Main effects carry a normal prior of standard deviation {@value #WEAK}, so weak that it matters only where all rows
 * of a value are hits or none is; a value that occurs in one cell alone has no main effect, since it could not be told
 * from that of the cell. Rows count as independent: hand in counts over the design effect where they are not.
 * Immutable. O(cells) a step.
 *
 * <p>Source: Pinheiro and Bates (1995), doi:10.1080/10618600.1995.10474663, for the quadrature; Cox and Reid (1987),
 * doi:10.1111/j.2517-6161.1987.tb01422.x, for the restricted likelihood; Gelman and others (2008),
 * doi:10.1214/08-AOAS191, for weak priors against separation. Checked against lme4 1.1-31 (maximum likelihood) and R's
 * own integrals (restricted) in {@code CrossedEffectsTest}.
 */
public final class CrossedEffects {
    /** Of a main effect, in log odds. */
    static final double WEAK = 5;

    private static final double WEAK_CONSTANT = 10;

    /** Of σ, that are tried in turn while the likelihood rises. */
    private static final double[] SPREADS = {0, 0.15, 0.3, 0.45, 0.65, 0.9, 1.2, 1.6, 2.2, 3, 4, 6};

    private static final double NARROW = 1e-7;
    private static final double NO_SPREAD = 1e-4;
    private static final int MOST_STEPS = 50;
    private static final double LONGEST_STEP = 2;

    /** Of log likelihood that a further step promises. */
    private static final double CONVERGED = 1e-12;

    private static final double NEARLY_CONVERGED = 1e-5;

    /** By cell, its columns among the main effects: the constant, and those of its group and value that have one. */
    private final int[][] effectsOf;

    /** By main effect, one over the variance of its prior. */
    private final double[] precision;

    private final boolean isRestricted;

    private CrossedEffects(int[][] effectsOf, double[] precision, boolean isRestricted) {
        this.effectsOf = effectsOf;
        this.precision = precision;
        this.isRestricted = isRestricted;
    }

    /**
     * Of cells, each once.
     *
     * @param groups the first column's value of each cell, any numbers
     * @param values the second column's
     */
    public static CrossedEffects of(int[] groups, int[] values) {
        return of(groups, values, WEAK, WEAK_CONSTANT, true);
    }

    static CrossedEffects of(int[] groups, int[] values, double weak, double weakConstant, boolean isRestricted) {
        if (groups.length != values.length) {
            throw new IllegalArgumentException(groups.length + " groups for " + values.length + " values of cells");
        }
        int[] ofGroup = new int[groups.length];
        int[] ofValue = new int[values.length];
        int effects = number(values, ofValue, number(groups, ofGroup, 1));
        double[] precision = new double[effects];
        Arrays.fill(precision, 1 / (weak * weak));
        precision[0] = 1 / (weakConstant * weakConstant);
        int[][] effectsOf = new int[groups.length][];
        for (int cell = 0; cell < groups.length; cell++) {
            effectsOf[cell] = IntStream.of(0, ofGroup[cell], ofValue[cell])
                    .filter(effect -> effect >= 0)
                    .toArray();
        }
        return new CrossedEffects(effectsOf, precision, isRestricted);
    }

    /** Numbers the values that several cells have, from {@code next} on; −1 for the others. */
    private static int number(int[] values, int[] into, int next) {
        int free = next;
        int[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        for (int value : distinct) {
            boolean isShared = Arrays.stream(values).filter(one -> one == value).count() > 1;
            for (int cell = 0; cell < values.length; cell++) {
                if (values[cell] == value) {
                    into[cell] = isShared ? free : -1;
                }
            }
            free += isShared ? 1 : 0;
        }
        return free;
    }

    int cells() {
        return effectsOf.length;
    }

    /** Whether every main effect has a cell with rows. */
    boolean isSeen(double[] rows) {
        boolean[] seen = new boolean[precision.length];
        for (int cell = 0; cell < rows.length; cell++) {
            for (int effect : effectsOf[cell]) {
                seen[effect] |= rows[cell] > 0;
            }
        }
        return IntStream.range(0, seen.length).allMatch(effect -> seen[effect]);
    }

    /**
     * Main effects and spread of the cells.
     *
     * @param effects the constant, then the main effects
     * @param linear log odds of each cell by its margins
     * @param spread σ; 0 where cells differ from their margins by no more than chance gives
     */
    @SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares fits
    public record Fit(double[] effects, double[] linear, double spread) {
        /** The posterior mean of a cell's rate given its counts, main effects and σ taken as known. */
        public double mean(int cell, double hits, double rows) {
            return spread == 0
                    ? CellIntegral.share(linear[cell])
                    : new CellIntegral().at(hits, rows, linear[cell], spread).mean();
        }

        /** The rate below which a share of that posterior lies, to some hundredths of its standard deviation. */
        public double quantile(int cell, double hits, double rows, double share) {
            return spread == 0
                    ? CellIntegral.share(linear[cell])
                    : new CellIntegral().at(hits, rows, linear[cell], spread).quantile(share);
        }
    }

    /**
     * Fits counts, which need not be whole.
     *
     * @param hits by cell, at most {@code rows}
     * @param rows by cell; may be 0
     */
    public Fit fit(double[] hits, double[] rows) {
        requireCounts(hits, rows);
        double[] start = new double[precision.length];
        double rate = (Arrays.stream(hits).sum() + 0.5) / (Arrays.stream(rows).sum() + 1);
        start[0] = Math.log(rate / (1 - rate));
        Search search = new Search(hits, rows, start, CONVERGED);
        search.climb(0);
        search.narrow();
        return search.fit();
    }

    /** The same to a hundredth or so of σ, from a fit nearby: for draws. */
    Fit fitNear(Fit start, double[] hits, double[] rows) {
        Search search = new Search(hits, rows, start.effects(), NEARLY_CONVERGED);
        search.climb(nearest(start.spread()));
        return search.fit();
    }

    private static int nearest(double spread) {
        int place = 0;
        while (place < SPREADS.length - 1 && SPREADS[place + 1] <= spread) {
            place++;
        }
        return place;
    }

    private void requireCounts(double[] hits, double[] rows) {
        if (hits.length != cells() || rows.length != cells()) {
            throw new IllegalArgumentException("hits and rows of " + cells() + " cells are expected");
        }
        for (int cell = 0; cell < hits.length; cell++) {
            if (!(hits[cell] >= 0 && hits[cell] <= rows[cell])) {
                throw new IllegalArgumentException(hits[cell] + " of " + rows[cell] + " rows is no share");
            }
        }
    }

    private double[] linear(double[] effects) {
        double[] linear = new double[cells()];
        for (int cell = 0; cell < linear.length; cell++) {
            for (int effect : effectsOf[cell]) {
                linear[cell] += effects[effect];
            }
        }
        return linear;
    }

    /** For the σ of the highest likelihood. */
    private final class Search {
        private final double[] hits;
        private final double[] rows;
        private final double converged;
        private double[] effects;
        private double from;
        private double to;
        private double best;

        Search(double[] hits, double[] rows, double[] start, double converged) {
            this.hits = hits;
            this.rows = rows;
            this.converged = converged;
            this.effects = start;
        }

        Fit fit() {
            double spread = best < NO_SPREAD ? 0 : best;
            effects = top(spread).effects;
            return new Fit(effects, linear(effects), spread);
        }

        /** From one of the tried σ to its neighbours while the likelihood rises, then to the top of their parabola. */
        void climb(int start) {
            double[] values = new double[SPREADS.length];
            Arrays.fill(values, Double.NaN);
            int place = start;
            int next = higher(values, place);
            while (next != place) {
                place = next;
                next = higher(values, place);
            }
            from = SPREADS[Math.max(0, place - 1)];
            to = SPREADS[Math.min(SPREADS.length - 1, place + 1)];
            best = place == 0 || place == SPREADS.length - 1
                    ? SPREADS[place]
                    : parabola(place, values[place - 1], values[place], values[place + 1]);
        }

        /** The neighbour with a higher likelihood, or the place itself. */
        private int higher(double[] values, int place) {
            for (int neighbour : new int[] {place, place - 1, place + 1}) {
                if (neighbour >= 0 && neighbour < values.length && Double.isNaN(values[neighbour])) {
                    values[neighbour] = at(SPREADS[neighbour]);
                }
            }
            if (place > 0 && values[place - 1] >= values[place]) {
                return place - 1;
            }
            return place < values.length - 1 && values[place + 1] > values[place] ? place + 1 : place;
        }

        private static double parabola(int place, double before, double here, double after) {
            double left = SPREADS[place] - SPREADS[place - 1];
            double right = SPREADS[place + 1] - SPREADS[place];
            double down = (here - before) / left;
            double up = (after - here) / right;
            double bend = (up - down) / (left + right);
            double slope = down + bend * left;
            return bend < 0 ? SPREADS[place] - slope / (2 * bend) : SPREADS[place];
        }

        /** By golden sections; at the lower end the likelihood is level in σ. */
        void narrow() {
            double golden = (Math.sqrt(5) - 1) / 2;
            double low = from;
            double high = to;
            double one = high - golden * (high - low);
            double other = low + golden * (high - low);
            double atOne = at(one);
            double atOther = at(other);
            while (high - low > NARROW) {
                if (atOne >= atOther) {
                    high = other;
                    other = one;
                    atOther = atOne;
                    one = high - golden * (high - low);
                    atOne = at(one);
                } else {
                    low = one;
                    one = other;
                    atOne = atOther;
                    other = low + golden * (high - low);
                    atOther = at(other);
                }
            }
            best = (low + high) / 2;
        }

        private double at(double spread) {
            Top top = top(spread);
            effects = top.effects;
            return top.value - (isRestricted ? top.halfLogDeterminant : 0);
        }

        private Top top(double spread) {
            return new Top(hits, rows, effects, spread, converged);
        }
    }

    /** The main effects of the highest penalised likelihood at one σ, by Newton's steps: it is concave in them. */
    private final class Top {
        private final double[] hits;
        private final double[] rows;
        private final double spread;
        private final double[] slope = new double[precision.length];
        private final double[][] bend = new double[precision.length][precision.length];
        private final CellIntegral integral = new CellIntegral();
        private double[] effects;
        private double value;
        private double halfLogDeterminant;

        Top(double[] hits, double[] rows, double[] start, double spread, double converged) {
            this.hits = hits;
            this.rows = rows;
            this.spread = spread;
            effects = start;
            for (int step = 0; step < MOST_STEPS; step++) {
                value = derive(effects);
                double[] change = change();
                double promised = 0;
                double length = 0;
                for (int effect = 0; effect < change.length; effect++) {
                    promised += slope[effect] * change[effect] / 2;
                    length = Math.max(length, Math.abs(change[effect]));
                }
                if (promised < converged) {
                    break;
                }
                double part = Math.min(1, LONGEST_STEP / length);
                effects = effects.clone();
                for (int effect = 0; effect < change.length; effect++) {
                    effects[effect] += part * change[effect];
                }
            }
        }

        /** Value, slope and bend at some main effects. */
        private double derive(double[] at) {
            double[] linear = linear(at);
            double sum = 0;
            for (int effect = 0; effect < at.length; effect++) {
                sum -= precision[effect] * at[effect] * at[effect] / 2;
                slope[effect] = -precision[effect] * at[effect];
                Arrays.fill(bend[effect], 0);
                bend[effect][effect] = -precision[effect];
            }
            for (int cell = 0; cell < hits.length; cell++) {
                if (rows[cell] > 0) {
                    integral.at(hits[cell], rows[cell], linear[cell], spread);
                    sum += integral.logLikelihood();
                    for (int one : effectsOf[cell]) {
                        slope[one] += integral.byLinear();
                        for (int other : effectsOf[cell]) {
                            bend[one][other] += Math.min(0, integral.byLinearTwice());
                        }
                    }
                }
            }
            return sum;
        }

        /** −bend⁻¹ slope by Cholesky's decomposition, which gives the determinant too. */
        private double[] change() {
            int size = slope.length;
            double[][] lower = new double[size][size];
            halfLogDeterminant = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = -bend[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= lower[i][k] * lower[j][k];
                    }
                    if (i == j) {
                        // at least the prior's, but for rounding
                        lower[i][i] = Math.sqrt(Math.max(sum, Double.MIN_NORMAL));
                        halfLogDeterminant += Math.log(lower[i][i]);
                    } else {
                        lower[i][j] = sum / lower[j][j];
                    }
                }
            }
            double[] solved = slope.clone();
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < i; k++) {
                    solved[i] -= lower[i][k] * solved[k];
                }
                solved[i] /= lower[i][i];
            }
            for (int i = size - 1; i >= 0; i--) {
                for (int k = i + 1; k < size; k++) {
                    solved[i] -= lower[k][i] * solved[k];
                }
                solved[i] /= lower[i][i];
            }
            return solved;
        }
    }
}
