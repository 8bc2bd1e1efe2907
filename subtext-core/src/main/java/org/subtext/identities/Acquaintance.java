package org.subtext.identities;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.identities.IdFinding.Place;
import org.subtext.tables.Wording;

/**
 * Whether pairs of rows are about one person each, as far as recorded facts tell.
 *
 * <p>Two rows of one person agree in race, sex and birth but for errors of record; two strangers agree as often as any
 * two rows of the table do.
 */
enum Acquaintance {
    /** The pairs agree as hardly any pairs of strangers would. */
    ONE_PERSON,
    /** The pairs differ as hardly any records of one person do. */
    STRANGERS,
    /** Too few pairs or too common facts. */
    OPEN;

    /** As many pairs as are looked at: more would only make a clear answer clearer. */
    private static final int LOOKED_AT = 200;

    private static final double RARE = 1e-3;

    /** Records of one person agree at least as often. */
    private static final double OF_ONE_PERSON = 0.9;

    /** How surely a record of one person must be ruled out before an alarm is called off. */
    private static final double HARDLY_EVER = 1e-6;

    /** Facts that are alike in nearly all rows tell nobody apart. */
    private static final double COMMON = 0.96;

    static Acquaintance of(List<Place> pairs, int rows, List<Cells> facts) {
        int compared = 0;
        int agreeing = 0;
        double expected = 0;
        double[] chances =
                facts.stream().mapToDouble(fact -> chance(fact, rows)).toArray();
        for (Place pair : pairs.subList(0, Math.min(LOOKED_AT, pairs.size()))) {
            double chance = 1;
            boolean alike = true;
            boolean told = false;
            for (int f = 0; f < chances.length; f++) {
                String one = facts.get(f).get(pair.row());
                String other = facts.get(f).get(pair.like());
                if (one != null && other != null && !NoId.is(one) && !NoId.is(other)) {
                    told = true;
                    chance *= chances[f];
                    alike &= Wording.folded(one).equals(Wording.folded(other));
                }
            }
            if (told) {
                compared++;
                agreeing += alike ? 1 : 0;
                expected += chance;
            }
        }
        if (compared == 0) {
            return OPEN;
        }
        double byChance = Math.min(COMMON, expected / compared);
        if (agreeing >= OF_ONE_PERSON * compared && 1 - below(agreeing, compared, byChance) < RARE) {
            return ONE_PERSON;
        }
        return below(agreeing + 1, compared, OF_ONE_PERSON) < HARDLY_EVER ? STRANGERS : OPEN;
    }

    /** How often two rows drawn at random agree: the sum of the squared shares of the values. */
    private static double chance(Cells fact, int rows) {
        Map<String, Integer> counts = new HashMap<>();
        int recorded = 0;
        int step = Math.max(1, rows / 10_000);
        for (int row = 0; row < rows; row += step) {
            String value = fact.get(row);
            if (value != null && !NoId.is(value)) {
                counts.merge(Wording.folded(value), 1, Integer::sum);
                recorded++;
            }
        }
        double sum = 0;
        for (int count : counts.values()) {
            sum += (double) count * count;
        }
        return recorded == 0 ? 1 : sum / ((double) recorded * recorded);
    }

    /** The probability that a binomial count of n trials with chance p is below k. */
    private static double below(int k, int n, double p) {
        double term = Math.pow(1 - p, n);
        double sum = 0;
        for (int i = 0; i < k && i <= n; i++) {
            sum += term;
            term *= (n - i) / (i + 1.0) * p / (1 - p);
        }
        return Math.min(1, sum);
    }
}
