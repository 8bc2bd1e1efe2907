package org.subtext.routes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.confounding.RecordedColumn;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.GivenNetwork;
import org.subtext.routes.Routes;
import org.subtext.routes.TabledAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.statistics.Estimate;

/**
 * 160 patients with two images each. The view goes with sex, the age does not; brightness shows the view and, more
 * faintly, nothing else; the audit's scores follow the view and sex.
 */
class ConfounderRoutesTest {
    private static final int PATIENTS = 160;

    @TempDir
    Path folder;

    private FinishedAudit audit;
    private final List<String> lines = new ArrayList<>(List.of("image,patient,sex,age,view,finding,site,gender_code"));

    @BeforeEach
    void writeTheTable() {
        SplittableRandom random = new Seed(3).random();
        double[] score = new double[2 * PATIENTS];
        double[] grey = new double[2 * PATIENTS];
        for (int patient = 0; patient < PATIENTS; patient++) {
            boolean female = patient / 4 % 2 == 0; // folds are patient % 4
            int age = 20 + random.nextInt(60);
            for (int image = 0; image < 2; image++) {
                boolean frontal = random.nextDouble() < (female ? 0.3 : 0.6);
                String finding = random.nextInt(3) == 0 ? "Mass|Effusion" : "No Finding";
                String site = patient < 3 ? "rare" : random.nextBoolean() ? "A" : "B";
                int row = 2 * patient + image;
                lines.add("i" + row + ".png,p" + patient + "," + (female ? "F" : "M") + "," + age + ","
                        + (frontal ? "AP" : "PA") + "," + finding + "," + site + "," + (female ? "1" : "2"));
                score[row] =
                        1 / (1 + Math.exp(-(female ? 1 : -1) + (frontal ? 0.7 : -0.7) - 0.8 * random.nextGaussian()));
                grey[row] = (frontal ? 0.7 : 0.3) + 0.05 * random.nextGaussian();
            }
        }
        audit = TabledAudit.of(folder, lines, position -> score[position], position -> grey[position]);
    }

    private static List<String> labels(List<Experiment> experiments) {
        return experiments.stream().map(one -> one.setting().label()).toList();
    }

    private Evidence run(Route route, RoutesPlan plan, String label) throws NotRunException {
        return route.experiments(audit, plan).stream()
                .filter(one -> one.setting().label().equals(label))
                .findFirst()
                .orElseThrow()
                .run(audit, Progress.SILENT);
    }

    private static RoutesPlan columns(String... names) {
        return RoutesPlan.NONE.withRoutes(List.of("all")).withColumns(List.of(names));
    }

    private Estimate auc(PredictionTable table) {
        return PlannedAuc.macro(table, audit.assessment());
    }

    private static PredictionTable predictions(Evidence evidence) {
        return Objects.requireNonNull(evidence.predictions());
    }

    @Test
    void theTableRouteTakesAllColumnsEachTopicAndEachColumn() throws NotRunException {
        List<Experiment> experiments = new TableRoute().experiments(audit, RoutesPlan.NONE);
        assertThat(labels(experiments))
                .contains(
                        "all columns, logistic regression",
                        "all columns, random forest",
                        "all columns, boosted trees",
                        "acquisition-only, logistic regression",
                        "acquisition-only, boosted trees",
                        "demographics-only, logistic regression",
                        "disease-only, logistic regression",
                        "site-only, logistic regression",
                        "age alone",
                        "view alone",
                        "finding alone")
                .doesNotHaveDuplicates()
                .doesNotContain("gender_code alone", "image alone", "patient alone");
        Set<String> names = new HashSet<>();
        for (Route route : Routes.all()) {
            if (route.family().equals("confounders")) {
                route.experiments(audit, RoutesPlan.NONE)
                        .forEach(one -> assertThat(names.add(one.setting().experiment()))
                                .isTrue());
            }
        }
        assertThat(names).hasSizeGreaterThan(30);
    }

    @Test
    void theViewTellsSexAndTheAgeDoesNot() throws NotRunException {
        Evidence view = run(new TableRoute(), RoutesPlan.NONE, "view alone");
        assertThat(PlannedAuc.above(auc(predictions(view)), 0.5)).isTrue();
        assertThat(view.sentences()).singleElement().asString().startsWith("The recorded view goes with sex: AUC");
        Evidence age = run(new TableRoute(), RoutesPlan.NONE, "age alone");
        assertThat(PlannedAuc.above(auc(predictions(age)), 0.5)).isFalse();
        assertThat(age.sentences()).isEmpty();
        assertThat(predictions(view).size()).isEqualTo(2 * PATIENTS);
        assertThat(predictions(view).experiments())
                .extracting(ExperimentName::name)
                .containsExactly("view alone, from the table alone");
    }

    @Test
    void allColumnsSayHowTheyWereTakenAndWhatTheyDoNotExplain() throws NotRunException {
        Evidence all = run(new TableRoute(), RoutesPlan.NONE, "all columns, logistic regression");
        assertThat(all.sentences())
                .singleElement()
                .asString()
                .startsWith("Not explained by the recorded age, view, finding and site: AUC from those alone 0.")
                .contains("from the image 0.");
        assertThat(all.tables().get(0).rows())
                .anySatisfy(row -> assertThat(row).first().isEqualTo("gender_code"))
                .anySatisfy(row -> assertThat(row.get(3)).contains("the attribute in other words"));
    }

    @Test
    void intervalsThatOverlapAreNotSetApart() {
        Estimate low = new Estimate.Known(0.6, new org.subtext.statistics.Interval(0.55, 0.72, 0.95, "test"));
        Estimate high = new Estimate.Known(0.75, new org.subtext.statistics.Interval(0.7, 0.8, 0.95, "test"));
        assertThat(FromTable.sentences("sex", List.of("age", "view"), low, high))
                .singleElement()
                .asString()
                .isEqualTo(
                        "The recorded age and view tell sex: AUC from those alone 0.600 (0.550–0.720), from the image"
                                + " 0.750 (0.700–0.800). The intervals do not set the image apart from them.");
    }

    @Test
    void theSameTableGivesTheSameScoresTwice() throws NotRunException {
        assertThat(PredictionRows.of(predictions(run(new TableRoute(), RoutesPlan.NONE, "all columns, boosted trees"))))
                .isEqualTo(PredictionRows.of(
                        predictions(run(new TableRoute(), RoutesPlan.NONE, "all columns, boosted trees"))));
    }

    @Test
    void theImageAddsToTheTable() throws NotRunException {
        Evidence evidence = run(new AddedValueRoute(), RoutesPlan.NONE, "image beside the table");
        assertThat(evidence.sentences().get(0)).startsWith("The image adds to the recorded");
        assertThat(evidence.sentences().get(1)).contains("nearly the same score the image still ranks sex");
        assertThat(evidence.predictions()).isNull();
        assertThat(evidence.tables().get(0).rows()).hasSize(4);
    }

    @Test
    void anImageThatShowsTheViewAndNoMoreAddsNothing() throws NotRunException {
        SplittableRandom random = new Seed(8).random();
        double[] score = new double[2 * PATIENTS];
        for (int row = 0; row < score.length; row++) {
            boolean frontal = lines.get(row + 1).contains(",AP,");
            score[row] = 1 / (1 + Math.exp((frontal ? 1 : -1) + 0.3 * random.nextGaussian()));
        }
        audit = TabledAudit.of(folder, lines, position -> score[position], position -> 0.5);
        Evidence evidence = run(new AddedValueRoute(), columns("view"), "image beside the table");
        assertThat(evidence.sentences())
                .singleElement()
                .asString()
                .startsWith("That the image adds to the recorded view is not shown");
    }

    @Test
    void strataAreStoredScoresOfAlikeImages() throws NotRunException {
        List<Experiment> experiments = new StrataRoute().experiments(audit, RoutesPlan.NONE);
        assertThat(labels(experiments))
                .contains("only view AP", "only age 40 to below 60", "only finding No Finding only", "only site rare");
        PredictionTable ap = predictions(run(new StrataRoute(), RoutesPlan.NONE, "only view AP"));
        long expected = lines.stream().filter(line -> line.contains(",AP,")).count();
        assertThat(ap.size()).isEqualTo((int) expected);
        assertThat(ap.experiments()).extracting(ExperimentName::name).containsExactly("only view AP, stored scores");
    }

    @Test
    void aStratumOfFewPatientsOrOneClassIsNotRunAndSaysWhatToDo() throws NotRunException {
        assertThatThrownBy(() -> run(new StrataRoute(), RoutesPlan.NONE, "only site rare"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("Fewer than 11 assessed patients")
                .hasMessageNotContaining("3 ");
        assertThatThrownBy(() -> run(new StrataRoute(), columns("gender_code"), "only gender_code 1"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("One class is left in this stratum, F.");
    }

    @Test
    void aTableTeachesNothingWhereTheNetworkWasGivenAndThatIsSaid() {
        audit = GivenNetwork.of(audit);

        assertThatThrownBy(() -> run(new TableRoute(), RoutesPlan.NONE, "view alone"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("no training images to learn from");
        assertThatThrownBy(() -> run(new AddedValueRoute(), RoutesPlan.NONE, "image beside the table"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("no training images to learn from");
    }

    @Test
    void matchingOnTheViewTakesAwayWhatComesFromIt() throws NotRunException {
        Evidence evidence = run(new BalancedRoute(), RoutesPlan.NONE, "matched on view");
        List<List<String>> rows = evidence.tables().get(0).rows();
        double asTheyAre = Double.parseDouble(rows.get(0).get(1).split(" ")[0]);
        double matched = Double.parseDouble(rows.get(1).get(1).split(" ")[0]);
        assertThat(matched).isLessThan(asTheyAre - 0.01).isGreaterThan(0.7);
        assertThat(Double.parseDouble(rows.get(1).get(3)))
                .isLessThan(2.0 * PATIENTS)
                .isGreaterThan(PATIENTS);
        assertThat(evidence.sentences()).singleElement().asString().contains("also with classes matched on view");
        assertThat(labels(new BalancedRoute().experiments(audit, RoutesPlan.NONE)))
                .contains("matched on view, age, finding and site");
        assertThat(run(new BalancedRoute(), RoutesPlan.NONE, "matched on view, age, finding and site")
                        .tables()
                        .get(0)
                        .note())
                .contains("Weights:");
    }

    @Test
    void classesWithoutACommonValueCannotBeMatched() {
        assertThatThrownBy(() -> run(new BalancedRoute(), columns("gender_code"), "matched on gender_code"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("cannot be matched on gender_code");
    }

    @Test
    void theViewIsAPossibleRouteAndTheAgeCannotBeRead() throws NotRunException {
        Evidence view = run(new ConfounderFromImageRoute(), RoutesPlan.NONE, "view from the image");
        assertThat(view.sentences())
                .singleElement()
                .asString()
                .startsWith("Possible route: view (AP, PA) is itself readable from the image, AUC ")
                .contains("and goes with sex");
        Evidence age = run(new ConfounderFromImageRoute(), RoutesPlan.NONE, "age from the image");
        assertThat(age.sentences()).singleElement().asString().contains("from the image is not shown");
    }

    @Test
    void theShuffledControlHoldsOneHalf() throws NotRunException {
        Evidence evidence = run(new ShuffledAttributeRoute(), RoutesPlan.NONE, "shuffled sex");
        assertThat(evidence.sentences()).singleElement().asString().startsWith("Control:");
        assertThat(predictions(evidence).size()).isEqualTo(audit.folds().get(0).test().length);
    }

    @Test
    void patientsExchangeTheirClassesWithinEachPart() {
        Fold fold = audit.folds().get(0);
        int[] recorded = audit.cohort().labels();
        int[] shuffled = TrainedOnShuffled.shuffled(audit, fold, new Seed(4));
        for (int[] part : List.of(fold.training(), fold.validation(), fold.test())) {
            int changed = 0;
            int balance = 0;
            for (int position : part) {
                assertThat(shuffled[position]).isEqualTo(shuffled[position ^ 1]); // the patient's other image
                changed += shuffled[position] == recorded[position] ? 0 : 1;
                balance += shuffled[position] - recorded[position];
            }
            assertThat(balance).isZero();
            assertThat(changed / (double) part.length).isBetween(0.2, 0.8);
        }
        assertThat(TrainedOnShuffled.shuffled(audit, fold, new Seed(5))).isNotEqualTo(shuffled);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithTheNearestOne() throws NotRunException {
        List<Experiment> experiments = new TableRoute().experiments(audit, columns("vieww", "age"));
        assertThat(labels(experiments)).contains("age alone");
        assertThatThrownBy(() -> experiments.get(0).run(audit, Progress.SILENT))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("no column \"vieww\"")
                .hasMessageContaining("view");
    }

    @Test
    void aTableOfIdsAloneHasNoConfounders() {
        List<String> bare = lines.stream()
                .map(line -> String.join(",", List.of(line.split(",")).subList(0, 3)))
                .toList();
        audit = TabledAudit.of(folder, bare, position -> 0.5, position -> 0.5);
        for (Route route : List.of(new TableRoute(), new StrataRoute(), new BalancedRoute(), new AddedValueRoute())) {
            assertThatThrownBy(() -> route.experiments(audit, RoutesPlan.NONE))
                    .isInstanceOf(NotRunException.class)
                    .hasMessageContaining("Add columns such as age");
        }
    }

    /** Some 80 patients have each view. */
    @Test
    void aValueOfFewerPatientsThanThePlanTellsOfIsNoClass() {
        RecordedColumn view =
                RecordedConfounders.of(audit, columns("view")).choice().used().get(0);

        assertThat(ConfounderClasses.of(view, audit)).isPresent();
        assertThat(ConfounderClasses.of(view, telling(1_000))).isEmpty();
    }

    private FinishedAudit telling(int smallestCell) {
        AssessmentPlan plan = audit.assessment();
        return new FinishedAudit(
                audit.cohort(),
                audit.pixels(),
                audit.rows(),
                audit.folds(),
                audit.predictions(),
                audit.trainer(),
                audit.training(),
                new AssessmentPlan(
                        plan.primaryUnit(),
                        plan.level(),
                        plan.replicates(),
                        plan.permutations(),
                        plan.alpha(),
                        plan.margin(),
                        plan.operatingPoint(),
                        smallestCell,
                        plan.seed(),
                        plan.aggregation()),
                audit.seed(),
                audit.folder(),
                audit.showsPatients());
    }
}
