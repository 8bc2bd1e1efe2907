package org.subtext.silo.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.silo.masking.Masking;
import org.subtext.silo.masking.MaskingSecrets;
import org.subtext.silo.masking.Masks;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.Shamir;
import org.subtext.silo.masking.Share;
import org.subtext.silo.masking.Unmasking;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.sums.Hospitals.Rows;
import org.subtext.silo.sums.Hospitals.Site;
import org.subtext.testing.Seeds;

/** All that a site sends: numbers in places that the plan names, none of a few patients, whoever these are. */
class WhatASiteSendsTest {
    private static final Terms TERMS =
            Hospitals.TERMS.withBins(64).withDraws(3).withFlow(List.of("no image", "no label"));

    /** Answers of three sites to every installed operation, in order, and what was told in between. */
    private static Map<String, List<long[]>> answers(List<SiteTable> tables) {
        Map<String, List<long[]>> answers = new LinkedHashMap<>();
        Told told = Told.NOTHING;
        for (Operation operation : Operations.installed()) {
            Told known = told;
            List<long[]> own =
                    tables.stream().map(table -> operation.answer(table, known)).toList();
            answers.put(operation.name(), own);
            if (!operation.isOfOneSite()) {
                long[] sum = new long[operation.layout(TERMS).size()];
                own.forEach(answer -> {
                    for (int cell = 0; cell < sum.length; cell++) {
                        sum[cell] += answer[cell];
                    }
                });
                told = told.and(operation.told(TERMS, Sums.of(operation.layout(TERMS), sum, tables.size())));
            }
        }
        return answers;
    }

    /** Sites of very different sizes, so that many groups are small. */
    private static List<Site> sites(SplittableRandom random) {
        List<Site> sites = new ArrayList<>();
        for (String name : List.of("amber", "birch", "cedar", "dune")) {
            sites.add(new Site(name, 15 + random.nextInt(200), random.nextDouble(), 3, random.nextDouble() / 5, 0));
        }
        return sites;
    }

    private static SiteTable table(Rows rows, PredictionTable predictions, Map<String, PatientFacts> facts, long few) {
        Map<String, Long> flow = Map.of("no image", few, "no label", 30L);
        assertThat(rows.predictions.size()).isEqualTo(predictions.size());
        return SiteTable.of(predictions, TERMS, facts::get, flow).withOwnSeed(new Seed(few));
    }

    @Seeds(20)
    void noCountOfPatientsIsSmall(SplittableRandom random) {
        List<Rows> rows = Hospitals.rows(sites(random), random);
        List<SiteTable> tables = rows.stream()
                .map(site -> table(site, site.predictions, site.facts, random.nextInt(25)))
                .toList();
        answers(tables).forEach((name, own) -> {
            Layout layout = Operations.named(name).layout(TERMS);
            for (long[] answer : own) {
                assertThat(answer).hasSize(layout.size());
                for (int cell = 0; cell < answer.length; cell++) {
                    // in masked sums by score or decade nobody sees a site's; what counts patients is never of a few
                    String of = layout.name(cell);
                    boolean countsPatients =
                            (of.startsWith("patients") && !of.contains("decade")) && !name.equals(RateCounts.NAME);
                    if (countsPatients) {
                        assertThat(answer[cell] == 0 || answer[cell] >= TERMS.limit())
                                .as("%s: %s is %d", name, of, answer[cell])
                                .isTrue();
                    }
                }
            }
        });
    }

    @Seeds(10)
    void otherIdsAndPathsMakeTheSameNumbers(SplittableRandom random) {
        List<Rows> rows = Hospitals.rows(sites(random), random);
        List<SiteTable> tables = new ArrayList<>();
        List<SiteTable> renamed = new ArrayList<>();
        for (Rows site : rows) {
            Map<String, PatientFacts> facts = new HashMap<>();
            PredictionTableBuilder others = new PredictionTableBuilder(Hospitals.CLASSES);
            PredictionTable table = site.predictions;
            for (int row = 0; row < table.size(); row++) {
                String patient = "Jane Doe " + table.patient(row);
                facts.put(patient, site.facts.getOrDefault(table.patient(row), PatientFacts.UNKNOWN));
                String image = "/mnt/pacs/" + row;
                others.add(
                        table.experiment(row),
                        table.run(row),
                        table.split(row),
                        image,
                        patient,
                        image,
                        table.truth(row),
                        table.score(0, row),
                        table.score(1, row));
            }
            tables.add(table(site, table, site.facts, 20));
            renamed.add(table(site, others.build(), facts, 20));
        }
        Map<String, List<long[]>> found = answers(renamed);
        answers(tables).forEach((name, own) -> {
            for (int site = 0; site < own.size(); site++) {
                assertThat(found.getOrDefault(name, List.of()).get(site)).isEqualTo(own.get(site));
            }
        });
    }

    @Test
    void namesOfPlacesComeFromThePlanAlone() {
        for (Operation operation : Operations.installed()) {
            Layout layout = operation.layout(TERMS);
            for (int cell = 0; cell < layout.size(); cell++) {
                assertThat(layout.name(cell)).matches("[A-Za-z0-9 ,:-]+");
            }
            assertThat(operation.purpose()).endsWith(".");
            assertThat(operation.inference()).endsWith(".");
            assertThat(operation.name()).matches("[a-z][a-z0-9 -]{1,59}");
            for (String needed : operation.needs()) {
                assertThat(Operations.installed().indexOf(Operations.named(needed)))
                        .isLessThan(Operations.installed().indexOf(operation));
            }
        }
    }

    /** The masks of a real round, put on and taken off again, leave the sums as they are. */
    @Test
    void sumsGoThroughTheMasksOfARound() {
        SplittableRandom random = new SplittableRandom(21);
        List<Rows> rows = Hospitals.rows(Hospitals.five(), random);
        List<SiteTable> tables = rows.stream()
                .map(site -> table(site, site.predictions, site.facts, 20))
                .toList();
        int round = 0;
        for (Map.Entry<String, List<long[]>> asked : answers(tables).entrySet()) {
            round++;
            long[] plain = new long[asked.getValue().get(0).length];
            asked.getValue().forEach(answer -> addTo(plain, answer));
            assertThat(masked(asked.getValue(), round)).as(asked.getKey()).isEqualTo(plain);
        }
    }

    private static void addTo(long[] sum, long[] answer) {
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] += answer[cell];
        }
    }

    private static long[] masked(List<long[]> answers, int round) {
        Randomness randomness = Randomness.ofTheSystem();
        List<MaskingSecrets> secrets =
                answers.stream().map(answer -> MaskingSecrets.drawn(randomness)).toList();
        List<Roster.Entry> entries = new ArrayList<>();
        for (int site = 0; site < secrets.size(); site++) {
            entries.add(new Roster.Entry("site-" + site, secrets.get(site).keys()));
        }
        ContentHash hash = ContentHash.ofText("plan");
        Roster roster = Roster.of(new Purpose(hash, hash, round, 1), entries);
        long[] sum = new long[answers.get(0).length];
        Unmasking unmasking = new Unmasking(roster, roster.all(), roster.all());
        for (int site = 0; site < secrets.size(); site++) {
            int position = roster.position("site-" + site).orElseThrow();
            long[] answer = answers.get(site).clone();
            Masking.of(roster, position, secrets.get(site), roster.all()).mask(0, answer, answer.length);
            assertThat(answer).isNotEqualTo(answers.get(site));
            addTo(sum, answer);
            byte[] seed = secrets.get(site).seed();
            List<Share> shares = Shamir.split(seed, roster.size(), roster.threshold(), randomness);
            unmasking.takeSeed(position, shares, new Masks(roster).commitment(position, seed));
        }
        unmasking.unmask(0, sum, sum.length);
        return sum;
    }
}
