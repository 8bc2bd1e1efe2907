package org.subtext.silo.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.predictions.PredictionTable;
import org.subtext.silo.sums.Hospitals.Rows;
import org.subtext.silo.sums.Hospitals.Site;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.sites.BetweenSites;
import org.subtext.statistics.sites.SummedCalibration;
import org.subtext.statistics.sites.WithinSiteAuc;
import org.subtext.testing.Seeds;

/** Five sites through the installed operations and masked sums, against one run over all rows. */
class AcrossSitesTest {
    private static final double LEVEL = SummedAudit.LEVEL;

    /** All rows in one place. */
    private static final class Pooled {
        final double[] scores;
        final boolean[] labels;
        final int[] patients;
        final String[] groups;
        final List<BinaryScores> bySite = new ArrayList<>();

        Pooled(List<Rows> sites) {
            List<String> ids = new ArrayList<>();
            List<Double> all = new ArrayList<>();
            List<Boolean> truths = new ArrayList<>();
            List<String> of = new ArrayList<>();
            for (Rows site : sites) {
                PredictionTable table = site.predictions;
                for (int row = 0; row < table.size(); row++) {
                    ids.add(table.patient(row));
                    all.add(table.score(0, row));
                    truths.add(table.truth(row).equals("ill"));
                    of.add(String.valueOf(site.facts
                            .getOrDefault(table.patient(row), PatientFacts.UNKNOWN)
                            .group()));
                }
                bySite.add(scores(table));
            }
            scores = all.stream().mapToDouble(Double::doubleValue).toArray();
            labels = new boolean[scores.length];
            IntStream.range(0, labels.length).forEach(row -> labels[row] = truths.get(row));
            patients = Clusters.dense(ids);
            groups = of.toArray(String[]::new);
        }

        private static BinaryScores scores(PredictionTable table) {
            boolean[] labels = new boolean[table.size()];
            List<String> ids = new ArrayList<>();
            for (int row = 0; row < labels.length; row++) {
                labels[row] = table.truth(row).equals("ill");
                ids.add(table.patient(row));
            }
            return BinaryScores.of(table.scores(0), labels, Clusters.dense(ids));
        }

        BinaryScores all() {
            return BinaryScores.of(scores, labels, patients);
        }

        BinaryScores ofGroup(String group) {
            int[] rows = IntStream.range(0, scores.length)
                    .filter(row -> groups[row].equals(group))
                    .toArray();
            boolean[] own = new boolean[rows.length];
            IntStream.range(0, rows.length).forEach(i -> own[i] = labels[rows[i]]);
            return BinaryScores.of(
                    Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
                    own,
                    Clusters.dense(Arrays.stream(rows).map(row -> patients[row]).toArray()));
        }
    }

    private static double value(Estimate estimate) {
        assertThat(estimate.isDefined()).as("%s", estimate).isTrue();
        return estimate.valueOr(0);
    }

    /** The standard error that an interval on the logit scale was made of. */
    private static double error(Estimate estimate) {
        assertThat(estimate).isInstanceOf(Estimate.Known.class);
        Estimate.Known known = (Estimate.Known) estimate;
        double upper = Math.log(known.interval().upper() / (1 - known.interval().upper()));
        double lower = Math.log(known.interval().lower() / (1 - known.interval().lower()));
        return (upper - lower) / 2 / 1.959963984540054 * known.value() * (1 - known.value());
    }

    private static void agree(ScopeFigures figures, BinaryScores rows) {
        assertThat(figures.counts().positives()).isEqualTo(rows.positives());
        assertThat(figures.counts().negatives()).isEqualTo(rows.negatives());
        assertThat(figures.counts().withPositives()).isEqualTo(rows.clustersWith(true));
        assertThat(figures.counts().withNegatives()).isEqualTo(rows.clustersWith(false));
        double auc = value(ClusteredAuc.wald(rows, LEVEL));
        assertThat(figures.auc().bounds().orElseThrow().contains(auc)).isTrue();
        double expected = Math.sqrt(value(ClusteredAuc.variance(rows)));
        assertThat(error(figures.auc().pooled())).isCloseTo(expected, within(expected / 100));
    }

    @Seeds(20)
    void fiveSitesSayWhatPooledRowsSay(SplittableRandom random) {
        List<Site> sites = Hospitals.five();
        List<Rows> rows = Hospitals.rows(sites, random);
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, rows, random);
        Pooled pooled = new Pooled(rows);

        agree(audit.everyone(), pooled.all());
        agree(audit.scopes().get(1), pooled.ofGroup("A"));
        agree(audit.scopes().get(2), pooled.ofGroup("B"));
        assertThat(audit.everyone().counts().sitesWithheld()).isZero();

        WithinSiteAuc expected =
                pooled.bySite.stream().map(WithinSiteAuc::of).reduce(WithinSiteAuc.NONE, WithinSiteAuc::plus);
        assertThat(value(audit.everyone().auc().within())).isCloseTo(value(expected.value()), within(1e-12));
        double error = value(expected.standardError());
        assertThat(error(audit.everyone().auc().within())).isCloseTo(error, within(error / 1e4));

        SummedCalibration calibration = SummedCalibration.of(pooled.scores, pooled.labels, 10);
        SummedCalibration found = audit.everyone().calibration().orElseThrow();
        assertThat(value(found.error())).isCloseTo(value(calibration.error()), within(1e-6));
        assertThat(value(found.brier())).isCloseTo(value(calibration.brier()), within(1e-6));
    }

    @Seeds(5)
    void ratesOfGroupsAndTheirGapsAreThoseOfPooledRows(SplittableRandom random) {
        List<Site> sites = Hospitals.five();
        List<Rows> rows = Hospitals.rows(sites, random);
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, rows, random);
        Pooled pooled = new Pooled(rows);
        for (String group : List.of("A", "B")) {
            BinaryScores own = pooled.ofGroup(group);
            double[] called = new double[own.clusterCount()];
            double[] positives = new double[own.clusterCount()];
            for (int row = 0; row < own.size(); row++) {
                if (own.isPositive(row)) {
                    positives[own.cluster(row)]++;
                    called[own.cluster(row)] += own.score(row) >= 0.5 ? 1 : 0;
                }
            }
            ScopeFigures figures = audit.scopes().get(group.equals("A") ? 1 : 2);
            Estimate.Known sensitivity = (Estimate.Known) figures.rates().get(0).share();
            assertThat(figures.rates().get(0).rate()).isEqualTo(Rate.TRUE_POSITIVE);
            Estimate.Known expected = (Estimate.Known)
                    ClusteredShare.of(called, positives).orElseThrow().studentWilson(LEVEL);
            assertThat(sensitivity.value()).isCloseTo(expected.value(), within(1e-12));
            assertThat(sensitivity.interval().lower())
                    .isCloseTo(expected.interval().lower(), within(1e-9));
        }
        assertThat(audit.gaps()).hasSize(4);
        assertThat(value(audit.gaps().get(0).gap()))
                .isCloseTo(
                        value(audit.scopes().get(2).rates().get(0).share())
                                - value(audit.scopes().get(1).rates().get(0).share()),
                        within(1e-12));
    }

    @Seeds(5)
    void whatSitesTellOfThemselvesIsJoinedAsItIsUnrounded(SplittableRandom random) {
        List<Site> sites = Hospitals.five();
        List<Rows> rows = Hospitals.rows(sites, random);
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, rows, random);
        List<BinaryScores> own = new Pooled(rows).bySite;
        assertThat(audit.own().stream().map(SiteFigures::site).toList())
                .containsExactly("amber", "birch", "cedar", "dune", "elm");
        for (int site = 0; site < 5; site++) {
            assertThat(value(audit.own().get(site).auc()))
                    .isCloseTo(value(ClusteredAuc.wald(own.get(site), LEVEL)), within(5.1e-5));
        }
        assertThat(audit.joined(BetweenSites.REML).orElseThrow().sites()).isEqualTo(5);
        assertThat(audit.own().get(0).ages().isTold()).isTrue();
        assertThat(audit.own().get(0).ages().isAlarm()).isFalse();
    }

    @Test
    void aSiteWhoseScoresAreOthersRaisesAnAlarm() {
        SplittableRandom random = new SplittableRandom(7);
        List<Site> sites = new ArrayList<>(Hospitals.five());
        sites.set(2, new Site("cedar", 250, 0.3, 3, 0.25, 0));
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, Hospitals.rows(sites, random), random);
        assertThat(audit.own().get(2).scores().isAlarm()).isTrue();
        assertThat(audit.own().get(4).scores().isAlarm()).isFalse();
    }

    @Test
    void drawsOfPatientsGiveAnIntervalNearTheOther() {
        SplittableRandom random = new SplittableRandom(11);
        List<Site> sites = Hospitals.five();
        Terms terms = Hospitals.TERMS.withBins(256).withDraws(200);
        SummedAudit audit = Hospitals.audit(terms, sites, Hospitals.rows(sites, random), random);
        Estimate.Known drawn = (Estimate.Known) audit.everyone().auc().drawn();
        Estimate.Known pooled = (Estimate.Known) audit.everyone().auc().pooled();
        double width = pooled.interval().upper() - pooled.interval().lower();
        assertThat(drawn.interval().upper() - drawn.interval().lower()).isCloseTo(width, within(width / 4));
        assertThat(drawn.interval().method()).contains("within site");
    }

    @Test
    void aRareClassOneImageAPatientAndTiesAgreeToo() {
        SplittableRandom random = new SplittableRandom(3);
        for (List<Site> sites : List.of(
                Hospitals.five().stream()
                        .map(site -> site.with(3000).rare(0.02))
                        .toList(),
                Hospitals.five().stream().map(site -> site.images(1)).toList(),
                Hospitals.five().stream().map(site -> site.tied(8)).toList())) {
            List<Rows> rows = Hospitals.rows(sites, random);
            Terms terms = Terms.of("ill", "well");
            SummedAudit audit = Hospitals.audit(terms, sites, rows, random);
            agree(audit.everyone(), new Pooled(rows).all());
        }
    }

    @Test
    void aSiteOfOneClassCountsWhereItCan() {
        SplittableRandom random = new SplittableRandom(5);
        List<Site> sites = new ArrayList<>(Hospitals.five());
        sites.set(3, sites.get(3).rare(0));
        List<Rows> rows = Hospitals.rows(sites, random);
        SummedAudit audit = Hospitals.audit(Terms.of("ill", "well"), sites, rows, random);
        Pooled pooled = new Pooled(rows);
        agree(audit.everyone(), pooled.all());
        WithinSiteAuc four = WithinSiteAuc.NONE;
        for (int site : new int[] {0, 1, 2, 4}) {
            four = four.plus(WithinSiteAuc.of(pooled.bySite.get(site)));
        }
        assertThat(value(audit.everyone().auc().within())).isCloseTo(value(four.value()), within(1e-12));
        assertThat(audit.own().get(3).auc()).isInstanceOf(Estimate.Undefined.class);
        assertThat(audit.joined(BetweenSites.REML).orElseThrow().betweenSites()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void nothingIsToldOfAGroupThatTwoSitesHave() {
        SplittableRandom random = new SplittableRandom(9);
        List<Site> sites = Hospitals.five();
        List<Rows> rows = Hospitals.rows(sites, random);
        for (Rows site : rows.subList(2, 5)) {
            site.facts.replaceAll((id, facts) -> new PatientFacts("A", facts.age()));
        }
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, rows, random);
        ScopeFigures closed = audit.scopes().get(2);
        assertThat(closed.closed().orElseThrow()).contains("fewer than 3 sites");
        assertThat(closed.auc().bounds()).isEmpty();
        assertThat(closed.rates()).isEmpty();
        assertThat(closed.auc().pooled()).isInstanceOf(Estimate.Undefined.class);
        assertThat(closed.counts().withPositives()).isZero();
        assertThat(closed.counts().negatives()).isZero();
        assertThat(audit.gaps()).isEmpty();
        // everyone is who may be told of, so that nothing is to be had by subtraction
        agree(audit.everyone(), new Pooled(rows).ofGroup("A"));
    }

    /** What a house sends holds nothing of a group that fewer than three have: masks do not hide a sum of one. */
    @Test
    void aSiteSendsZerosOfAGroupThatOthersWithhold() {
        SplittableRandom random = new SplittableRandom(21);
        List<Rows> rows = Hospitals.rows(Hospitals.five(), random);
        for (Rows site : rows.subList(1, 5)) {
            int[] kept = {0};
            site.facts.replaceAll((id, facts) ->
                    "B".equals(facts.group()) && kept[0]++ < 5 ? facts : new PatientFacts("A", facts.age()));
        }
        List<SiteTable> tables =
                rows.stream().map(site -> site.table(Hospitals.TERMS, 1)).toList();
        Told told = Told.NOTHING;
        for (Operation operation : Operations.installed()) {
            if (operation.isOfOneSite()) {
                continue;
            }
            Layout layout = operation.layout(Hospitals.TERMS);
            long[] first = operation.answer(tables.get(0), told);
            for (int cell = 0; cell < first.length; cell++) {
                if (!operation.name().equals(Presence.NAME) && layout.name(cell).endsWith("B")) {
                    assertThat(first[cell]).as(layout.name(cell)).isZero();
                }
            }
            told = told.and(operation.told(
                    Hospitals.TERMS, Hospitals.masked(operation, Hospitals.TERMS, tables, told, random)));
        }
        assertThat(new Presence().layout(Hospitals.TERMS).name(1)).endsWith("B");
    }

    @Test
    void aSmallGroupOfOneSiteIsInNoTotal() {
        SplittableRandom random = new SplittableRandom(13);
        List<Site> sites = Hospitals.five();
        List<Rows> rows = Hospitals.rows(sites, random);
        int[] kept = {0};
        rows.get(0)
                .facts
                .replaceAll(
                        (id, facts) -> facts.group() != null && facts.group().equals("B") && kept[0]++ < 10
                                ? facts
                                : new PatientFacts("A", facts.age()));
        SummedAudit audit = Hospitals.audit(Hospitals.TERMS, sites, rows, random);
        assertThat(audit.scopes().get(2).counts().sitesWithheld()).isEqualTo(1);
        assertThat(audit.everyone().counts().sitesWithheld()).isEqualTo(1);
        Pooled pooled = new Pooled(rows);
        long ill = pooled.all().positives();
        assertThat(audit.everyone().counts().positives()).isLessThan(ill);
        assertThat(audit.everyone().counts().positives())
                .isEqualTo(audit.scopes().get(1).counts().positives()
                        + audit.scopes().get(2).counts().positives());
    }
}
