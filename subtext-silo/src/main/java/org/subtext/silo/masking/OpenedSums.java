package org.subtext.silo.masking;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Over which sites sums of the same numbers were opened, and whether one more would let the numbers of fewer than three
 * sites be solved for: by the difference of two sums whose sites differ by one or two, or by any other combination.
 *
 * <p>A combination of sums tells a weighted sum over the sites in which their indicator vectors do not cancel. So a set
 * is refused if the span of all indicator vectors holds one of fewer than three sites. Arithmetic is modulo the prime
 * 2^61 - 1; O(s^2 m^2) for s sites and m sets.
 *
 * @param sets the ids of the sites of each sum
 */
public record OpenedSums(List<Set<String>> sets) {
    private static final BigInteger PRIME = BigInteger.TWO.pow(61).subtract(BigInteger.ONE);

    public OpenedSums {
        sets = sets.stream().map(Set::copyOf).distinct().toList();
    }

    /** With one more. */
    public OpenedSums and(Set<String> set) {
        List<Set<String>> more = new ArrayList<>(sets);
        more.add(set);
        return new OpenedSums(more);
    }

    /** One or two sites whose numbers a combination of the sums tells; empty where none does. */
    public Optional<Set<String>> told() {
        Set<String> sites = new TreeSet<>();
        sets.forEach(sites::addAll);
        List<String> names = List.copyOf(sites);
        List<BigInteger[]> rows = new ArrayList<>();
        for (Set<String> set : sets) {
            BigInteger[] row = new BigInteger[names.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = set.contains(names.get(i)) ? BigInteger.ONE : BigInteger.ZERO;
            }
            rows.add(row);
        }
        // The span holds a vector that is zero outside some columns exactly where rows that were independent are not
        // any more without these columns.
        int rank = rank(rows, Set.of());
        for (int distance = 0; distance < names.size(); distance++) {
            for (int i = 0; i + distance < names.size(); i++) {
                Set<Integer> columns = new TreeSet<>(List.of(i, i + distance));
                if (rank(rows, columns) < rank) {
                    return Optional.of(columns.stream().map(names::get).collect(Collectors.toCollection(TreeSet::new)));
                }
            }
        }
        return Optional.empty();
    }

    private static int rank(List<BigInteger[]> rows, Set<Integer> without) {
        List<BigInteger[]> left = new ArrayList<>();
        rows.forEach(row -> left.add(row.clone()));
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        int rank = 0;
        for (int column = 0; column < columns && rank < left.size(); column++) {
            if (without.contains(column)) {
                continue;
            }
            int pivot = rank;
            while (pivot < left.size() && left.get(pivot)[column].signum() == 0) {
                pivot++;
            }
            if (pivot == left.size()) {
                continue;
            }
            BigInteger[] head = left.get(pivot);
            left.set(pivot, left.get(rank));
            left.set(rank, head);
            BigInteger inverse = head[column].modInverse(PRIME);
            for (int row = rank + 1; row < left.size(); row++) {
                BigInteger[] at = left.get(row);
                BigInteger factor = at[column].multiply(inverse).mod(PRIME);
                if (factor.signum() != 0) {
                    for (int k = column; k < columns; k++) {
                        at[k] = at[k].subtract(factor.multiply(head[k])).mod(PRIME);
                    }
                }
            }
            rank++;
        }
        return rank;
    }
}
