package org.subtext.silo.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class OpenedSumsTest {
    private static Set<String> sites(String letters) {
        Set<String> sites = new TreeSet<>();
        for (char letter : letters.toCharArray()) {
            sites.add(String.valueOf(letter));
        }
        return sites;
    }

    private static OpenedSums opened(String... sets) {
        return new OpenedSums(Arrays.stream(sets).map(OpenedSumsTest::sites).toList());
    }

    @Test
    void setsThatDifferByOneSiteTellIt() {
        assertThat(opened("abcde", "abcd").told()).contains(Set.of("e"));
        assertThat(opened("abcd", "abcde").told()).contains(Set.of("e"));
    }

    @Test
    void setsThatDifferByTwoTellTheirSumOrDifference() {
        assertThat(opened("abcde", "abc").told()).contains(Set.of("d", "e"));
        assertThat(opened("abcde", "abcdf").told()).contains(Set.of("e", "f"));
    }

    @Test
    void setsThatDifferByThreeTellNothing() {
        assertThat(opened("abcdef", "abc").told()).isEmpty();
        assertThat(opened("abcdef", "abcghi").told()).isEmpty();
    }

    @Test
    void theSameSetAgainTellsNothing() {
        assertThat(opened("abcde", "abcde").told()).isEmpty();
        assertThat(opened("abcde").told()).isEmpty();
    }

    @Test
    void threeSetsTogetherMayTellWhatNoTwoTell() {
        // The first minus the other two is minus the last site.
        assertThat(opened("abcdef", "abcx", "defx").told()).contains(Set.of("x"));
        assertThat(opened("abcdef", "abcx").told()).isEmpty();
    }

    @Test
    void aSumOfFewerThanThreeTellsThem() {
        assertThat(opened("ab").told()).contains(Set.of("a", "b"));
    }

    /** Against all combinations with small whole coefficients. */
    @Seeds(100)
    void whatSmallCoefficientsTellIsFound(SplittableRandom random) {
        int count = 2 + random.nextInt(3);
        List<Set<String>> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> set = new HashSet<>(sites("abcdefgh"));
            int drop = random.nextInt(5);
            for (int k = 0; k < drop; k++) {
                set.remove(String.valueOf((char) ('a' + random.nextInt(8))));
            }
            sets.add(set);
        }
        boolean isTold = false;
        for (int code = 1; code < Math.pow(5, count); code++) {
            int support = 0;
            for (String site : sites("abcdefgh")) {
                int weight = 0;
                int left = code;
                for (Set<String> set : sets) {
                    weight += set.contains(site) ? left % 5 - 2 : 0;
                    left /= 5;
                }
                support += weight == 0 ? 0 : 1;
            }
            isTold |= support == 1 || support == 2;
        }
        if (isTold) {
            assertThat(new OpenedSums(sets).told()).isPresent();
        }
    }
}
