package org.subtext.silo.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.report.Page;
import org.subtext.silo.federation.FederatedTrainer;
import org.subtext.silo.federation.FederationPlan;
import org.subtext.silo.federation.PlainTrainer;
import org.subtext.silo.federation.SiteRoster;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;

/** Visits of a logistic model between three sites, patient i at site i modulo 3. */
class VisitsTest {
    private static final List<String> SITES = List.of("site a", "site b", "site c");
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(6))
            .withRegularisation(regularisation -> regularisation.withWeightAverage(0));
    private static final LabelledImages LEARNT = PlainTrainer.images(90, 3, 4);
    private static final LabelledImages ASSESSED = PlainTrainer.images(120, 3, 5);
    private static final PlainTrainer BACKEND = new PlainTrainer();

    private static SiteRoster roster(int patients) {
        return new SiteRoster(IntStream.range(0, patients)
                .mapToObj(patient -> SITES.get(patient % 3))
                .toList());
    }

    private static TrainingTask task(LabelledImages images) {
        LabelledImages none = images.only(new int[0]);
        return new TrainingTask(PLAN, List.of("no", "yes"), images, none, new Seed(7), Path.of("checkpoint"));
    }

    private static LabelledImages where(LabelledImages images, IntPredicate holds) {
        return images.only(IntStream.range(0, images.size()).filter(holds).toArray());
    }

    private static VisitMatrix matrix(LabelledImages learnt, LabelledImages assessed) {
        return new Visits(BACKEND, FederationPlan.FED_AVG, 1)
                .matrix(new Visits.Request(task(learnt), roster(90), assessed, roster(120), 1), Progress.SILENT);
    }

    private static double auc(Recogniser recogniser, LabelledImages images) {
        double[] scores = new double[images.size()];
        boolean[] labels = new boolean[images.size()];
        recogniser.score(images.pixels(), images.rows(), (i, values) -> scores[i] = values[1], Progress.SILENT);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i) == 1;
        }
        return DeLong.wald(BinaryScores.independent(scores, labels), 0.95).valueOr(Double.NaN);
    }

    @Test
    void eachPairIsWhatItsRecogniserTellsThere() {
        VisitMatrix matrix = matrix(LEARNT, ASSESSED);
        assertThat(matrix.sites()).isEqualTo(SITES);
        assertThat(matrix.visits()).hasSize(9);
        for (int from = 0; from < 3; from++) {
            int own = from;
            Recogniser recogniser = BACKEND.train(task(where(LEARNT, place -> place % 3 == own)), Progress.SILENT)
                    .recogniser();
            for (int at = 0; at < 3; at++) {
                int there = at;
                assertThat(matrix.auc(SITES.get(from), SITES.get(at)).valueOr(0))
                        .isCloseTo(auc(recogniser, where(ASSESSED, place -> place % 3 == there)), within(1e-12));
            }
        }
    }

    @Test
    void whoWasLeftOutTaughtNothing() {
        Estimate left = matrix(LEARNT, ASSESSED).leftOut().get(1).auc();
        Recogniser others = new FederatedTrainer(BACKEND, roster(90), FederationPlan.FED_AVG, 1)
                .train(task(where(LEARNT, place -> place % 3 != 1)), Progress.SILENT)
                .recogniser();
        assertThat(left.valueOr(0)).isCloseTo(auc(others, where(ASSESSED, place -> place % 3 == 1)), within(1e-12));
    }

    @Test
    void whatCannotBeToldSaysWhy() {
        LabelledImages oneClass = where(LEARNT, place -> place % 3 != 0 || LEARNT.label(place) == 0);
        LabelledImages few = where(ASSESSED, place -> place % 3 != 2 || place < 50);
        VisitMatrix matrix = matrix(oneClass, few);
        assertThat(matrix.auc("site a", "site b"))
                .isEqualTo(Estimate.undefined("site a has no image of class yes to learn from"));
        assertThat(matrix.auc("site b", "site c").toString()).contains("fewer than 10 patients");
        assertThat(matrix.leftOut().get(2).auc().isDefined()).isFalse();
        LabelledImages twoSites = where(LEARNT, place -> place % 3 != 2);
        assertThat(matrix(twoSites, ASSESSED).leftOut())
                .allMatch(one -> one.auc().equals(Estimate.undefined("leaving one out takes three sites that learn")));
        assertThatThrownBy(() -> matrix.auc("site a", "site d")).hasMessageContaining("no visit");
    }

    @Test
    void pageAndFilesTellTheSameNumbers() {
        VisitMatrix matrix = matrix(LEARNT, ASSESSED);
        Page page = new Page();
        VisitsPage.addTo(page, matrix);
        String html = page.body().toString();
        assertThat(html).contains("At sites that a recogniser never saw", "Site left out", "at site c");
        String csv = VisitsFile.csv(matrix);
        assertThat(csv.lines()).hasSize(1 + 3 + 9).first().isEqualTo("learnt_at,read_at,auc,lower,upper,undefined");
        assertThat(csv)
                .contains("(all others),site a," + matrix.leftOut().get(0).auc().valueOr(0));
        assertThat(VisitsFile.json(matrix))
                .contains(
                        "\"left_out\"",
                        String.valueOf(matrix.auc("site a", "site c").valueOr(0)));
        assertThat(matrix.worstLeftOut()).isPresent();
        assertThat(VisitsPage.sentences(matrix)).hasSize(2);
    }

    /** Nobody was assessed: the words say so and nothing fails. */
    @Test
    void nothingKnownIsSaid() {
        VisitMatrix matrix = matrix(LEARNT, where(ASSESSED, place -> place < 12));
        assertThat(VisitsPage.sentences(matrix))
                .containsExactly("At no site could a recogniser of all the others be assessed.");
        assertThat(VisitsFile.csv(matrix)).contains("fewer than 10 patients");
    }
}
