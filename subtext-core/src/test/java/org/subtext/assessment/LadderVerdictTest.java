package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;

class LadderVerdictTest {
    private static final AssessmentPlan PLAN =
            AssessmentPlan.ofDefaults(5).withDraws(400).withMargin(0.2);

    @Test
    void whatAWeakReaderRevealsIsRevealedAlthoughTheNetworkSeesNothing() {
        Assessment found = assess(RungKind.NETWORK, 0, Map.of(RungKind.LINEAR, 1.5));
        Ladder ladder = ladder(found);

        assertThat(verdict(assess(RungKind.NETWORK, 0, Map.of())).kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(verdict(found).kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(verdict(found).sentence())
                .startsWith("The images reveal recorded race, read by a linear reader of pixels and spectra: AUC 0.")
                .contains(
                        "(one-sided, over 2 readers)",
                        "The network asked for does not show it: AUC 0.",
                        "Its answer alone would have missed it.");
        assertThat(ladder.rung(RungKind.LINEAR).beatsPrimary()).isTrue();
        assertThat(new LadderWords(ladder, PLAN).meaning())
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("beats the network asked for by +0.")
                        .contains("lower bound"));
    }

    @Test
    void whyItMattersThatWeakerReadersAreAheadIsSaidOnce() {
        Assessment found = assess(RungKind.NETWORK, 0, Map.of(RungKind.LINEAR, 1.5, RungKind.BANDS, 1.5));

        assertThat(ladder(found).cheaperAndBetter()).hasSize(2);
        String sentences = new LadderWords(ladder(found), PLAN).beaten().orElseThrow();
        assertThat(sentences.split("beats the network asked for by", -1)).hasSize(3);
        assertThat(sentences.split("So the network asked for did not read", -1)).hasSize(2);
    }

    @Test
    void theWeakestReaderThatRevealsIsNamed() {
        Assessment found = assess(RungKind.NETWORK, 2, Map.of(RungKind.LINEAR, 1.5, RungKind.SMALL, 1.5));

        assertThat(ladder(found).weakestThatReveals().orElseThrow().kind()).isEqualTo(RungKind.LINEAR);
        assertThat(verdict(found).sentence())
                .contains(
                        "(one-sided, over 3 readers)", "Already a linear reader of pixels and spectra reveals it: AUC");
    }

    @Test
    void weakReadersThatSeeNothingAreSaidToSeeNothing() {
        Assessment found = assess(RungKind.NETWORK, 2, Map.of(RungKind.LINEAR, 0.0));

        assertThat(verdict(found).kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(verdict(found).sentence()).contains("No weaker reader shows it: linear reader, AUC 0.");
        assertThat(ladder(found).cheaperAndBetter()).isEmpty();
    }

    @Test
    void whereNobodySeesAnythingThereIsNoEvidenceByThePrimaryReadersInterval() {
        Assessment found = assess(RungKind.NETWORK, 0, Map.of(RungKind.LINEAR, 0.0));

        assertThat(verdict(found).kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(verdict(found).sentence()).contains("Of other readers: linear reader, AUC ");
        assertThat(verdict(found).rule()).contains("weighted Holm", "the network asked for".substring(4));
    }

    @Test
    void anotherPrimaryReaderHasHalfTheWeight() {
        Assessment found = assess(RungKind.LINEAR, 0, Map.of(RungKind.LINEAR, 0.0, RungKind.SMALL, 0.0));
        Ladder ladder = ladder(found);

        assertThat(ladder.rungs()).extracting(Ladder.Rung::weight).containsExactly(0.5, 0.25, 0.25);
        assertThat(ladder.rung(RungKind.LINEAR).lead()).isEmpty();
        assertThat(ladder.rung(RungKind.NETWORK).lead()).isNotEmpty();
        assertThat(verdict(found).sentence()).contains("read by a linear reader of pixels and spectra");
        assertThat(new LadderWords(ladder, PLAN).ofTables().orElseThrow())
                .contains("The verdict rests on a linear reader of pixels and spectra");
    }

    @Test
    void whateverIsFoundByAnotherPrimaryReaderItIsNamed() {
        assertThat(verdict(assess(RungKind.LINEAR, 2, Map.of(RungKind.LINEAR, 1.5)))
                        .sentence())
                .startsWith("The images reveal recorded race, read by a linear reader of pixels and spectra: AUC 0.");
        assertThat(verdict(assess(RungKind.LINEAR, 0, Map.of(RungKind.LINEAR, -1.5)))
                        .sentence())
                .startsWith("The scores of a linear reader of pixels and spectra rank recorded race below chance: AUC");
        assertThat(verdict(assess(RungKind.NETWORK, 2, Map.of(RungKind.LINEAR, 1.5)))
                        .sentence())
                .startsWith("The images reveal recorded race: AUC 0.");
    }

    @Test
    void equalScoresHaveEqualNumbersWhicheverReaderGaveThem() {
        PredictionTable network = Tables.table("internal", Tables.TWO, 100, 0.5, 3);
        PredictionTable same = network.named(new ExperimentName.Model("linear reader"));
        Assessment found = new Assessor(PLAN, Progress.SILENT)
                .assess(
                        "race",
                        network,
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        null,
                        new OtherReaders(RungKind.NETWORK, Map.of(RungKind.LINEAR, same)));
        Ladder.Rung linear = ladder(found).rung(RungKind.LINEAR);
        Ladder.Rung asked = ladder(found).rung(RungKind.NETWORK);

        assertThat(linear.auc()).isEqualTo(asked.auc());
        assertThat(linear.smallestP()).isEqualTo(asked.smallestP());
        assertThat(linear.beatsPrimary()).isFalse();
    }

    private static Assessment assess(RungKind primary, double network, Map<RungKind, Double> shifts) {
        Map<RungKind, PredictionTable> others = new EnumMap<>(RungKind.class);
        shifts.forEach((kind, shift) ->
                others.put(kind, Tables.table(kind.title(), Tables.TWO, 200, shift, 30 + kind.ordinal())));
        return new Assessor(PLAN, Progress.SILENT)
                .assess(
                        "race",
                        Tables.table("internal", Tables.TWO, 200, network, 7),
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        null,
                        new OtherReaders(primary, others));
    }

    private static Verdict verdict(Assessment assessment) {
        return Objects.requireNonNull(assessment.verdict());
    }

    private static Ladder ladder(Assessment assessment) {
        return Objects.requireNonNull(assessment.ladder());
    }
}
