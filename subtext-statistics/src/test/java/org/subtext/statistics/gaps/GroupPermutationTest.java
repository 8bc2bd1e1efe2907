package org.subtext.statistics.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.value;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.draws.Streams;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;
import org.subtext.testing.Seeds;

class GroupPermutationTest {
    private static GroupShares sensitivity(List<String> groups, boolean[] hits) {
        boolean[] truths = new boolean[hits.length];
        Arrays.fill(truths, true);
        int[] patients = Clusters.oneEach(hits.length);
        return GroupShares.of(Rate.TRUE_POSITIVE, truths, hits, patients, hits.length, Grouping.of(groups));
    }

    private static final GroupShares TWELVE = sensitivity(
            List.of("a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "b", "b"),
            new boolean[] {true, true, false, true, false, true, true, true, true, true, false, true});

    /** NumPy 2.4.6: 414 of all 792 assignments are as extreme. */
    @Test
    void allWaysToExchangeTheGroupsAgreeWithNumpy() {
        GroupPermutation.Result result = new GroupPermutation(792, 1, 1)
                .test(List.of(GroupPermutation.Member.of(TWELVE, "b")))
                .results()
                .get(0);
        GroupPermutation.Gap gap = result.gap("a");
        assertThat(gap.isExact()).isTrue();
        assertThat(value(gap.p())).isCloseTo(0.522727272727, PRINTED);
        assertThat(value(TWELVE.gap("a", "b").difference())).isCloseTo(-0.257142857143, PRINTED);
        // by hand: 36, 252, 378 and 126 ways have 2, 3, 4 and 5 hits among the five
        assertThat(value(result.expectedRange()))
                .isCloseTo((36 * 0.6 + 252 * 9 / 35.0 + 378 * 3 / 35.0 + 126 * 3 / 7.0) / 792, within(1e-12));
    }

    /** 11 over 2 in floating point is a little more than 55. */
    @Test
    void waysAreCountedWhole() {
        List<String> groups = List.of("a", "a", "b", "b", "b", "b", "b", "b", "b", "b", "b");
        GroupShares shares = sensitivity(
                groups, new boolean[] {true, false, true, true, false, true, true, false, true, true, true});
        GroupPermutation.Gap gap = new GroupPermutation(55, 1, 1)
                .test(List.of(GroupPermutation.Member.of(shares, "b")))
                .results()
                .get(0)
                .gap("a");
        assertThat(gap.isExact()).isTrue();
        assertThat(value(gap.p()) * 55 % 1).isCloseTo(0, within(1e-12));
    }

    @Test
    void drawnPermutationsComeNearToAllOfThem() {
        GroupPermutation.Gap gap = new GroupPermutation(791, 1, 2)
                .test(List.of(GroupPermutation.Member.of(TWELVE, "b")))
                .results()
                .get(0)
                .gap("a");
        assertThat(gap.isExact()).isFalse();
        assertThat(value(gap.p())).isCloseTo(414 / 792.0, within(0.06));
        // p = (1 + #)/(1 + B) with B = 791
        assertThat(value(gap.p()) * 792 % 1).isCloseTo(0, within(1e-9));
    }

    /** Within each stratum there is one group: a p of 1 would be that of a test that nobody made. */
    @Test
    void groupsThatShareNoStratumAreNotTested() {
        GroupPermutation.Member apart =
                new GroupPermutation.Member(TWELVE, "b", new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1});
        PermutedFamily<GroupPermutation.Result> family = new GroupPermutation(50, 1, 1).test(List.of(apart));
        GroupPermutation.Result result = family.results().get(0);
        assertThat(result.gap("a").p()).isInstanceOf(Estimate.Undefined.class);
        assertThat(family.tests()).isZero();
        assertThat(result.range().isDefined()).isTrue();
        assertThat(result.expectedRange().isDefined()).isFalse();

        GroupPermutation.Member met =
                new GroupPermutation.Member(TWELVE, "b", new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1});
        assertThat(new GroupPermutation(50, 1, 1)
                        .test(List.of(met))
                        .results()
                        .get(0)
                        .gap("a")
                        .p()
                        .isDefined())
                .isTrue();
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        List<GroupPermutation.Member> family = List.of(GroupPermutation.Member.of(TWELVE, "b"));
        assertThat(new GroupPermutation(300, 5, 4).test(family))
                .isEqualTo(new GroupPermutation(300, 5, 1).test(family));
    }

    @Test
    void patientsInSeveralGroupsCannotExchangeThem() {
        GroupShares views = GroupShares.of(
                Rate.TRUE_POSITIVE,
                new boolean[] {true, true, true},
                new boolean[] {true, false, true},
                new int[] {0, 0, 1},
                2,
                Grouping.of(List.of("AP", "PA", "PA")));
        GroupPermutation.Result result = new GroupPermutation(10, 1, 1)
                .test(List.of(GroupPermutation.Member.of(views, "AP")))
                .results()
                .get(0);
        assertThat(result.gap("PA").p()).isInstanceOf(Estimate.Undefined.class);
        assertThat(result.range().isDefined()).isFalse();
    }

    @Test
    void aGroupWithoutRowsIsUndefinedAndTheOthersAreTested() {
        boolean[] truths = {true, true, true, true, false};
        GroupShares shares = GroupShares.of(
                Rate.TRUE_POSITIVE,
                truths,
                new boolean[] {true, false, true, true, true},
                Clusters.oneEach(5),
                5,
                Grouping.of(List.of("a", "a", "b", "b", "c")));
        GroupPermutation.Result result = new GroupPermutation(100, 1, 1)
                .test(List.of(GroupPermutation.Member.of(shares, "a")))
                .results()
                .get(0);
        assertThat(result.gap("c").p()).isEqualTo(new Estimate.Undefined("no rows of the rate in c"));
        assertThat(value(result.gap("b").p())).isEqualTo(1);
    }

    /** One gap needs no correction beyond its permutations; several at most Bonferroni's. */
    @Test
    void intervalsOfAFamilyAreWidenedByWhatItCosts() {
        GroupShares[] shares = random(Streams.of(5, 0), 400, 0);
        GroupPermutation test = new GroupPermutation(1_999, 1, 2);
        PermutedFamily<GroupPermutation.Result> family = test.test(
                List.of(GroupPermutation.Member.of(shares[0], "a"), GroupPermutation.Member.of(shares[1], "a")));
        assertThat(family.tests()).isEqualTo(4);
        // four gaps, two and two with a common reference: near to Bonferroni's 0.9875, and below
        assertThat(family.simultaneousLevel(0.05)).isBetween(0.975, 0.9875);
        assertThat(family.simultaneousLevel(0.10)).isLessThan(family.simultaneousLevel(0.05));
        assertThat(test.test(List.of()).simultaneousLevel(0.05)).isEqualTo(0.95);
    }

    @Seeds(30)
    void adjustedIsNeverBelowRaw(SplittableRandom random) {
        GroupShares[] shares = random(random, 60, 0);
        new GroupPermutation(200, random.nextLong(), 1)
                .test(Arrays.stream(shares)
                        .map(one -> GroupPermutation.Member.of(one, "a"))
                        .toList())
                .results()
                .forEach(result -> result.gaps()
                        .values()
                        .forEach(gap -> assertThat(value(gap.adjustedP())).isGreaterThanOrEqualTo(value(gap.p()))));
    }

    /** 300 null families of four gaps in clustered, uneven groups; binomial error of 5 % is 0.0126. */
    @Test
    void familiesOfEqualGroupsAreFalselyFoundAtTheirLevel() {
        int any = 0;
        double raw = 0;
        for (int cohort = 0; cohort < 300; cohort++) {
            GroupShares[] shares = random(Streams.of(3, cohort), 150, 0);
            List<GroupPermutation.Gap> gaps = new GroupPermutation(199, cohort, 1)
                            .test(Arrays.stream(shares)
                                    .map(one -> GroupPermutation.Member.of(one, "a"))
                                    .toList())
                            .results()
                            .stream()
                            .flatMap(result -> result.gaps().values().stream())
                            .toList();
            any += gaps.stream().anyMatch(gap -> value(gap.adjustedP()) <= 0.05) ? 1 : 0;
            raw += gaps.stream().filter(gap -> value(gap.p()) <= 0.05).count() / (double) gaps.size();
        }
        assertThat(any / 300.0).isBetween(0.015, 0.09);
        assertThat(raw / 300).isBetween(0.025, 0.075);
    }

    @Test
    void aLargeGapIsFound() {
        GroupShares[] shares = random(Streams.of(4, 0), 400, 0.4);
        GroupPermutation.Result result = new GroupPermutation(999, 1, 1)
                .test(List.of(GroupPermutation.Member.of(shares[0], "a"), GroupPermutation.Member.of(shares[1], "a")))
                .results()
                .get(0);
        assertThat(value(result.gap("c").adjustedP())).isEqualTo(0.001);
        assertThat(value(result.range())).isGreaterThan(2 * value(result.expectedRange()));
    }

    /** True and false positive rates of groups a, b and c of uneven size; c has its hits less often by the gap. */
    private static GroupShares[] random(SplittableRandom random, int patients, double gap) {
        int rows = 2 * patients;
        boolean[] truths = new boolean[rows];
        boolean[] calls = new boolean[rows];
        int[] clusters = new int[rows];
        String[] groups = new String[rows];
        for (int row = 0; row < rows; row++) {
            int patient = row / 2;
            clusters[row] = patient;
            groups[row] = patient % 10 < 6 ? "a" : patient % 10 < 8 ? "b" : "c";
            truths[row] = row % 2 == 0 || random.nextBoolean();
            double chance = (truths[row] ? 0.75 : 0.25) - (groups[row].equals("c") ? gap : 0);
            calls[row] = row % 2 == 1 && random.nextInt(3) == 0 ? calls[row - 1] : random.nextDouble() < chance;
        }
        Grouping grouping = Grouping.of(List.of(groups));
        return new GroupShares[] {
            GroupShares.of(Rate.TRUE_POSITIVE, truths, calls, clusters, patients, grouping),
            GroupShares.of(Rate.FALSE_POSITIVE, truths, calls, clusters, patients, grouping)
        };
    }
}
