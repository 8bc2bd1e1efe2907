package org.subtext.silo.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.masking.EarlierSums;
import org.subtext.silo.masking.Quorum;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.sums.Hospitals.Rows;
import org.subtext.silo.sums.Hospitals.Site;
import org.subtext.testing.Seeds;

/** Sites that said what they have, and of whom others are there in every sum after that. */
class DropOutsTest {
    private static final Terms TERMS =
            Hospitals.TERMS.withBins(16).withDraws(2).withFlow(List.of("no image", Terms.NOT_RECORDED));
    private static final int LIMIT = TERMS.limit();

    /** Sites some of which have no patient, or too few, of a group, of its ages, or of who was left out. */
    private static List<SiteTable> tables(int count, SplittableRandom random) {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double share = random.nextInt(6) == 0 ? 0 : 0.3 + 0.4 * random.nextDouble();
            sites.add(new Site("site-" + i, 60 + random.nextInt(120), share, 1, 0, 0));
        }
        List<SiteTable> tables = new ArrayList<>();
        for (Rows rows : Hospitals.rows(sites, random)) {
            int kept = random.nextInt(3) == 0 ? random.nextInt(8) : Integer.MAX_VALUE;
            int aged = random.nextInt(3) == 0 ? 0 : Integer.MAX_VALUE;
            int[] seen = {0};
            rows.facts.replaceAll((id, facts) -> new PatientFacts(
                    "B".equals(facts.group()) && seen[0]++ < kept ? "B" : "A",
                    aged == 0 ? OptionalDouble.empty() : facts.age()));
            Map<String, Long> flow = Map.of("no image", random.nextInt(3) == 0 ? 3L : 30L);
            tables.add(SiteTable.of(rows.predictions, TERMS, rows.facts::get, flow)
                    .withOwnSeed(new org.subtext.provenance.Seed(random.nextLong())));
        }
        return tables;
    }

    private static Set<String> drawn(int count, int least, SplittableRandom random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(random.nextLong()));
        Set<String> drawn = new TreeSet<>();
        order.subList(0, least + random.nextInt(count - least + 1)).forEach(site -> drawn.add("site-" + site));
        return drawn;
    }

    private static SiteTable of(List<SiteTable> tables, String site) {
        return tables.get(Integer.parseInt(site.substring("site-".length())));
    }

    private static Sums sum(Operation operation, List<SiteTable> tables, Set<String> sites, Told told) {
        long[] sum = new long[operation.layout(TERMS).size()];
        for (String site : sites) {
            long[] own = operation.answer(of(tables, site), told);
            Arrays.setAll(sum, cell -> sum[cell] + own[cell]);
        }
        return Sums.of(operation.layout(TERMS), sum, sites.size());
    }

    @Seeds(40)
    void nothingIsToldOfFewerThanThreeSitesOrFewerThanTheLimit(SplittableRandom random) {
        int count = 3 + random.nextInt(6);
        List<SiteTable> tables = tables(count, random);
        Map<String, List<Set<String>>> answered = new HashMap<>();
        Told told = Told.NOTHING;
        for (Operation operation : Operations.installed()) {
            if (operation.isOfOneSite()) {
                continue;
            }
            EarlierSums earlier = Operations.earlierSums(operation, told, answered);
            Set<String> sites = drawn(count, Quorum.of(count), random);
            for (int attempt = 1; attempt < 3 && earlier.against(sites).isPresent(); attempt++) {
                sites = drawn(count, Quorum.of(count), random);
            }
            if (earlier.against(sites).isPresent()) {
                return;
            }
            Sums sum = sum(operation, tables, sites, told);
            if (operation.needs().contains(Presence.NAME)) {
                requireOpenOfThree(operation, tables, sites, told);
            }
            if (operation instanceof Counts) {
                requireNoneSmall(sum);
            }
            answered.put(operation.name(), List.of(sites));
            told = told.and(operation.told(TERMS, sum));
        }
    }

    /** Of a whole group, by class, of its ages, and of who was left out: a sum over three sites or nothing. */
    private static void requireOpenOfThree(Operation operation, List<SiteTable> tables, Set<String> sites, Told told) {
        Layout layout = operation.layout(TERMS);
        List<long[]> answers = sites.stream()
                .map(site -> operation.answer(of(tables, site), told))
                .toList();
        for (int cell = 0; cell < layout.size(); cell++) {
            int at = cell;
            String name = layout.name(cell);
            boolean isOfWhole =
                    operation instanceof Counts || operation instanceof Ages && name.startsWith("patients whose");
            if (isOfWhole) {
                assertThat(answers.stream().filter(own -> own[at] != 0).count())
                        .as("%s of %s", name, sites)
                        .isNotIn(1L, 2L);
            }
        }
    }

    private static void requireNoneSmall(Sums sum) {
        for (String block : List.of(Counts.PATIENTS_WITH_POSITIVES, Counts.PATIENTS_WITH_NEGATIVES, Counts.LEFT_OUT)) {
            for (long patients : sum.counts(block)) {
                assertThat(patients == 0 || patients >= LIMIT)
                        .as("%s: %d", block, patients)
                        .isTrue();
            }
        }
    }

    /** The rule lets go what can go: a site that others make up for, and no more. */
    @Seeds(20)
    void aSiteMayBeMissingWhereEnoughAreLeft(SplittableRandom random) {
        List<Rows> rows = Hospitals.rows(Hospitals.five(), random);
        List<SiteTable> tables = rows.stream().map(site -> site.table(TERMS, 1)).toList();
        Set<String> all = Set.of("site-0", "site-1", "site-2", "site-3", "site-4");
        Presence presence = new Presence();
        Told told = presence.told(TERMS, sum(presence, tables, all, Told.NOTHING));
        EarlierSums first = Operations.earlierSums(new Counts(), told, Map.of(Presence.NAME, List.of(all)));
        assertThat(first.mostMissing()).isEqualTo(2);
        assertThat(first.against(Set.of("site-0", "site-1", "site-2", "site-3")))
                .isEmpty();
        assertThat(first.against(Set.of("site-0", "site-1"))).contains(Refusal.TOO_FEW_TELLING);
        // What was counted over five is not counted over four of them: the fifth would be the difference.
        EarlierSums second = Operations.earlierSums(
                new ScoreBins(), told, Map.of(Presence.NAME, List.of(all), Counts.NAME, List.of(all)));
        assertThat(second.against(all)).isEmpty();
        assertThat(second.against(Set.of("site-0", "site-1", "site-2", "site-3")))
                .contains(Refusal.DIFFERENCE);
    }

    @Test
    void aGroupOfThreeOfFiveNeedsAllWhoSaidWhatTheyHave() {
        SplittableRandom random = new SplittableRandom(4);
        List<Rows> rows = Hospitals.rows(Hospitals.five(), random);
        for (Rows site : rows.subList(3, 5)) {
            site.facts.replaceAll((id, facts) -> new PatientFacts("A", facts.age()));
        }
        List<SiteTable> tables = rows.stream().map(site -> site.table(TERMS, 1)).toList();
        Set<String> all = Set.of("site-0", "site-1", "site-2", "site-3", "site-4");
        Presence presence = new Presence();
        Told told = presence.told(TERMS, sum(presence, tables, all, Told.NOTHING));
        EarlierSums earlier = Operations.earlierSums(new ScoreBins(), told, Map.of(Presence.NAME, List.of(all)));
        assertThat(earlier.mostMissing()).isZero();
        assertThat(earlier.against(Set.of("site-0", "site-1", "site-2", "site-3")))
                .contains(Refusal.TOO_FEW_TELLING);
        // Whoever is not told how few have it does not answer.
        Map<String, double[]> less = told.numbers();
        less.remove(Presence.FEWEST);
        assertThatThrownBy(() -> Operations.earlierSums(new ScoreBins(), Told.of(less), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(Presence.FEWEST);
    }

    @Test
    void agesOfOneOrTwoSitesAreNotSummed() {
        SplittableRandom random = new SplittableRandom(8);
        List<Rows> rows = Hospitals.rows(Hospitals.five(), random);
        for (Rows site : rows.subList(1, 5)) {
            site.facts.replaceAll((id, facts) -> new PatientFacts(facts.group(), OptionalDouble.empty()));
        }
        SummedAudit audit = Hospitals.audit(TERMS, Hospitals.five(), rows, random);
        assertThat(audit.everyone().closed()).isEmpty();
        assertThat(audit.everyone().meanAge().isDefined()).isFalse();
        List<SiteTable> tables = rows.stream().map(site -> site.table(TERMS, 1)).toList();
        Set<String> all = Set.of("site-0", "site-1", "site-2", "site-3", "site-4");
        Presence presence = new Presence();
        Told told = presence.told(TERMS, sum(presence, tables, all, Told.NOTHING));
        assertThat(new Ages().answer(tables.get(0), told)).containsOnly(0);
    }
}
