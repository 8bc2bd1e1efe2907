package org.subtext.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.assessment.SampleSizes;
import org.subtext.assessment.SubgroupTable;
import org.subtext.assessment.Verdict;
import org.subtext.assessment.VerdictFindings;
import org.subtext.cohort.FlowStep;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.Unit;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.Execution;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.NetworkPlan;
import org.subtext.recognition.Optimisation;
import org.subtext.recognition.Passes;
import org.subtext.recognition.Regularisation;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/** Reports built by hand: made-up numbers of plausible shape. */
final class ReportFixtures {
    private static final String BOOTSTRAP = "patient-cluster bootstrap, percentile, 2,000 replicates";

    private ReportFixtures() {}

    /** Five-fold audit of sex on a small cohort with a recogniser, learning curves and a phantom's truth. */
    static ReportContent binaryAudit() {
        List<String> classes = List.of("Female", "Male");
        AssessmentPlan plan = AssessmentPlan.ofDefaults(20261123);
        LevelAssessment images =
                level(Unit.IMAGE, 1_000, 264, classes, new int[] {449, 551}, new int[] {118, 146}, 0.962);
        LevelAssessment patients =
                level(Unit.PATIENT, 264, 264, classes, new int[] {118, 146}, new int[] {118, 146}, 0.978);
        List<SubgroupTable> groups = List.of(
                new SubgroupTable("View position", List.of(group("PA", 201, 0.981), group("AP", 63, 0.949))),
                new SubgroupTable(
                        "Age group",
                        List.of(
                                group("40–60", 122, 0.984),
                                group("60–80", 79, 0.966),
                                group("20–40", 56, 0.957),
                                group("80 and over", 7, 0.9))));
        ExperimentAssessment internal =
                new ExperimentAssessment(new ExperimentName.Internal(), List.of(images, patients), folds(), groups);
        Verdict verdict = new Verdict(
                Verdict.Kind.REVEALS,
                "The images reveal recorded sex: AUC 0.978 (95% CI 0.958–0.993) over 264 patients, adjusted p <0.001.",
                "Reveals when the 95% patient-cluster interval of the primary AUC lies above 0.5 and the permutation"
                        + " test, corrected over classes, has p < 0.05; no evidence when the 90% interval lies within 0.5"
                        + " ± 0.10; cannot tell otherwise.",
                List.of(
                        "It does not show by what route sex is revealed.",
                        "It does not show that any other model uses it, or that a group is harmed.",
                        "It does not show that other hospitals' images reveal it."),
                findings(plan, patients));
        Assessment assessment = new Assessment("sex", classes, plan, verdict, List.of(internal), List.of());
        return new ReportContent(
                "Do these chest X-rays reveal recorded sex?",
                assessment,
                "A signal of strength 0.8 was planted in the low frequencies of the lung fields.",
                List.of(
                        new FlowStep(FlowStep.Kind.FOUND, "Rows of the table", 1_094, 301, ""),
                        new FlowStep(FlowStep.Kind.EXCLUDED, "No recorded sex", 40, 21, ""),
                        new FlowStep(FlowStep.Kind.EXCLUDED, "Conflicting values of sex for one patient", 46, 12, ""),
                        new FlowStep(FlowStep.Kind.EXCLUDED, "File missing or unreadable", 8, 4, ""),
                        new FlowStep(FlowStep.Kind.AUDITED, "Assessed", 1_000, 264, "")),
                new Characteristics(
                        classes,
                        List.of(118, 146),
                        List.of(449, 551),
                        List.of(
                                new Characteristics.Categorical(
                                        "View position",
                                        List.of("PA", "AP"),
                                        List.of(List.of(92, 109), List.of(26, 37))),
                                new Characteristics.Categorical(
                                        "Finding",
                                        List.of("No finding", "Effusion", "Nodule", "Hernia"),
                                        List.of(List.of(70, 80), List.of(30, 35), List.of(14, 28), List.of(4, 3)))),
                        List.of(new Characteristics.Numeric(
                                "Age",
                                "years",
                                List.of(
                                        new Characteristics.Summary(118, 0, 48.2, 15.9, 37, 50, 60),
                                        new Characteristics.Summary(144, 2, 49.6, 16.8, 38, 52, 62))))),
                new SplitSummary(
                        List.of("Patients were divided into five folds, stratified by recorded sex (seed 20261123)."),
                        "No patient is in two folds: 53 + 53 + 53 + 53 + 52 = 264 patients.",
                        classes,
                        List.of(
                                new SplitSummary.Part("Fold 1", List.of(24, 29), List.of(90, 110)),
                                new SplitSummary.Part("Fold 2", List.of(24, 29), List.of(91, 112)),
                                new SplitSummary.Part("Fold 3", List.of(24, 29), List.of(88, 107)),
                                new SplitSummary.Part("Fold 4", List.of(23, 30), List.of(92, 113)),
                                new SplitSummary.Part("Fold 5", List.of(23, 29), List.of(88, 109)))),
                List.of(curve(0.03), curve(0.0), curve(-0.02), curve(0.05), curve(0.01)),
                new ReportContent.Training(plan(), new PixelLayout(64, 1, Resize.AREA_AVERAGE), null, List.of()),
                List.of(
                        new ReportContent.Fact("Subtext", "0.1.0"),
                        new ReportContent.Fact("Java", "17.0.15"),
                        new ReportContent.Fact("Seed", "20261123"),
                        new ReportContent.Fact(
                                "SHA-256 of the table",
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                        new ReportContent.Fact("Device", "CPU, 2 threads"),
                        new ReportContent.Fact("Command", "subtext audit --table metadata.csv --attribute sex")),
                List.of("Four patients have images in both views."),
                List.of(),
                List.of(ExampleImage.of("Phantom, class Female", png()), ExampleImage.of("Phantom, class Male", png())),
                null,
                null);
    }

    /** Two models' scores of three classes, with an external cohort, small classes and undefined values. */
    static ReportContent scoresOfThreeClasses() {
        List<String> classes = List.of("Asian", "Black or African American", "White & <other> \"as recorded\"");
        AssessmentPlan plan = AssessmentPlan.ofDefaults(7);
        LevelAssessment first = withUndefinedFirstClass(
                level(Unit.PATIENT, 4_321, 4_321, classes, new int[] {6, 815, 3_500}, new int[] {6, 815, 3_500}, 0.91));
        LevelAssessment second =
                level(Unit.PATIENT, 4_321, 4_321, classes, new int[] {6, 815, 3_500}, new int[] {6, 815, 3_500}, 0.88);
        LevelAssessment outside =
                level(Unit.PATIENT, 900, 900, classes, new int[] {120, 280, 500}, new int[] {120, 280, 500}, 0.83);
        List<SubgroupTable> groups = new ArrayList<>();
        for (int column = 0; column < 3; column++) {
            List<SubgroupTable.Row> rows = new ArrayList<>();
            for (int g = 0; g < 20; g++) {
                int patients = 400 - 20 * g;
                rows.add(group(
                        "Scanner of vendor " + (char) ('A' + g),
                        0.95 - 0.01 * g,
                        List.of(0, patients / 5, patients - patients / 5)));
            }
            groups.add(new SubgroupTable("Column " + column, rows));
        }
        List<ExperimentAssessment> experiments = List.of(
                new ExperimentAssessment(new ExperimentName.Model("model one"), List.of(first), List.of(), groups),
                new ExperimentAssessment(new ExperimentName.Model("model two"), List.of(second), List.of(), List.of()),
                new ExperimentAssessment(
                        new ExperimentName.External("Elsewhere"), List.of(outside), List.of(), List.of()));
        List<Assessment.Comparison> comparisons = List.of(
                new Assessment.Comparison(
                        new ExperimentName.Model("model one"),
                        new ExperimentName.Model("model two"),
                        "mean over classes",
                        true,
                        known(0.03, 0.011, 0.049, "paired DeLong"),
                        new Estimate.Point(0.002),
                        new Estimate.Point(0.004),
                        "Model one reads the attribute better on these cases."),
                new Assessment.Comparison(
                        new ExperimentName.Model("model one"),
                        new ExperimentName.External("Elsewhere"),
                        "mean over classes",
                        false,
                        known(0.08, -0.01, 0.17, "unpaired"),
                        new Estimate.Point(0.08),
                        new Estimate.Point(0.08),
                        "The data do not tell the cohorts apart."),
                new Assessment.Comparison(
                        new ExperimentName.Model("model one"),
                        new ExperimentName.External("Elsewhere"),
                        "Asian",
                        false,
                        Estimate.undefined("one of the AUCs is undefined"),
                        Estimate.undefined("no difference"),
                        Estimate.undefined("no difference"),
                        "Nothing can be said."));
        return ReportContent.ofScores(
                "Audit of two models' scores",
                new Assessment("race", classes, plan, null, experiments, comparisons),
                List.of(),
                List.of(new ReportContent.Fact("Subtext", "0.1.0")),
                List.of(),
                List.of());
    }

    /** A verdict of "cannot tell" without anything optional. */
    static ReportContent bareScores() {
        List<String> classes = List.of("private", "public");
        LevelAssessment level = level(Unit.PATIENT, 40, 40, classes, new int[] {18, 22}, new int[] {18, 22}, 0.58);
        Verdict verdict = new Verdict(
                Verdict.Kind.CANNOT_TELL,
                "These data cannot tell whether the images reveal recorded insurance: AUC 0.580 (95% CI 0.400–0.750).",
                "The rule.",
                List.of("It does not show that they do not."),
                findings(AssessmentPlan.ofDefaults(1), level));
        return ReportContent.ofScores(
                "Insurance",
                new Assessment(
                        "insurance",
                        classes,
                        AssessmentPlan.ofDefaults(1),
                        verdict,
                        List.of(new ExperimentAssessment(
                                new ExperimentName.Model("score"), List.of(level), List.of(), List.of())),
                        List.of()),
                List.of(
                        new FlowStep(FlowStep.Kind.FOUND, "Rows", 43, 43, ""),
                        new FlowStep(FlowStep.Kind.EXCLUDED, "No score", 3, 3, ""),
                        new FlowStep(FlowStep.Kind.AUDITED, "Assessed", 40, 40, "")),
                List.of(),
                List.of(),
                List.of());
    }

    private static VerdictFindings findings(AssessmentPlan plan, LevelAssessment level) {
        List<Integer> patients =
                level.classes().stream().map(ClassAssessment::positivePatients).toList();
        return new VerdictFindings(
                level.unit(),
                level.rows(),
                level.patients(),
                List.of(),
                List.of(),
                false,
                SampleSizes.of(plan, patients, level.patients()).orElse(null));
    }

    private static TrainingPlan plan() {
        return new TrainingPlan(
                new NetworkPlan(
                        Architecture.RESNET18_SMALL,
                        null,
                        TrainingPlan.WeightsFit.WHOLE,
                        TrainingPlan.PixelScaling.STANDARDISED_PER_IMAGE,
                        true),
                new Passes(30, 32, 0, TrainingPlan.ClassWeighting.NONE, TrainingPlan.Sampling.EVERY_IMAGE),
                new Optimisation(TrainingPlan.Optimiser.ADAMW, 0.002, TrainingPlan.Schedule.COSINE, 0.1, 1),
                new Regularisation(0.05, 0.05, 0, 0.99),
                Augmentation.MILD,
                new Execution(TrainingPlan.Precision.BFLOAT16, true, 2));
    }

    private static LevelAssessment level(
            Unit unit,
            int rows,
            int patients,
            List<String> classes,
            int[] positives,
            int[] positivePatients,
            double auc) {
        List<ClassAssessment> assessed = new ArrayList<>();
        List<List<Integer>> confusion = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            assessed.add(classAssessment(
                    classes.get(c), positives[c], rows - positives[c], positivePatients[c], auc - 0.012 * c));
            List<Integer> row = new ArrayList<>();
            int wrong = (int) Math.round(positives[c] * 0.07);
            for (int k = 0; k < classes.size(); k++) {
                row.add(k == c ? positives[c] - wrong * (classes.size() - 1) : wrong);
            }
            confusion.add(row);
        }
        return new LevelAssessment(
                unit,
                rows,
                patients,
                known(auc, auc - 0.02, Math.min(1, auc + 0.015), BOOTSTRAP),
                new Estimate.Known(auc, new Interval(auc - 0.017, Math.min(1, auc + 0.012), 0.9, BOOTSTRAP)),
                new Estimate.Point(1 / 2001.0),
                Estimate.undefined("not stored"),
                List.of(
                        new NamedEstimate("Micro average", known(auc + 0.002, auc - 0.018, auc + 0.016, BOOTSTRAP)),
                        new NamedEstimate("Hand–Till", known(auc - 0.001, auc - 0.021, auc + 0.014, BOOTSTRAP))),
                List.of(
                        new NamedEstimate("Accuracy", known(0.93, 0.9, 0.96, BOOTSTRAP)),
                        new NamedEstimate("Cohen's κ", known(0.86, 0.8, 0.92, BOOTSTRAP))),
                List.of(
                        new NamedEstimate("Expected calibration error, equal width", new Estimate.Point(0.031)),
                        new NamedEstimate("Expected calibration error, equal mass", new Estimate.Point(0.028))),
                confusion,
                assessed,
                List.of(),
                null);
    }

    private static ClassAssessment classAssessment(
            String name, int positives, int negatives, int positivePatients, double auc) {
        double k = auc / (1 - auc);
        List<ClassAssessment.RocPoint> roc = new ArrayList<>();
        for (int i = 0; i <= 50; i++) {
            double fpr = i / 50.0;
            double tpr = Math.pow(fpr, 1 / k);
            roc.add(new ClassAssessment.RocPoint(
                    fpr, tpr, Math.max(0, tpr - 0.06 * (1 - fpr)), Math.min(1, tpr + 0.04 * (1 - fpr))));
        }
        List<ClassAssessment.ReliabilityBin> bins = new ArrayList<>();
        List<ClassAssessment.HistogramBin> histogram = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double score = (i + 0.5) / 10;
            bins.add(new ClassAssessment.ReliabilityBin(
                    score, score * score * (3 - 2 * score), 8 + Math.abs(i - 5) * 12));
        }
        for (int i = 0; i < 20; i++) {
            histogram.add(new ClassAssessment.HistogramBin(i / 20.0, (i + 1) / 20.0, share(i, true), share(i, false)));
        }
        return new ClassAssessment(
                name,
                positives,
                negatives,
                positivePatients,
                known(auc, auc - 0.022, Math.min(1, auc + 0.016), BOOTSTRAP),
                Estimate.undefined("not stored"),
                List.of(
                        new NamedEstimate(
                                "BCa",
                                known(auc, auc - 0.024, Math.min(1, auc + 0.015), "patient-cluster bootstrap, BCa")),
                        new NamedEstimate(
                                "DeLong", known(auc, auc - 0.015, Math.min(1, auc + 0.015), "DeLong (Sun and Xu)")),
                        new NamedEstimate(
                                "Obuchowski",
                                known(auc, auc - 0.021, Math.min(1, auc + 0.021), "Obuchowski, clustered"))),
                new Estimate.Point(1.84),
                known(auc - 0.01, auc - 0.04, Math.min(1, auc + 0.01), BOOTSTRAP),
                new Estimate.Point(1 / 2001.0),
                new Estimate.Point(auc > 0.8 ? 1 / 2001.0 : 0.21),
                Estimate.undefined("not stored"),
                new Estimate.Point(0.47),
                known(0.93, 0.88, 0.97, BOOTSTRAP),
                known(0.94, 0.9, 0.98, BOOTSTRAP),
                known(0.051, 0.04, 0.066, BOOTSTRAP),
                known(1.12, 0.9, 1.34, BOOTSTRAP),
                known(-0.08, -0.3, 0.14, BOOTSTRAP),
                roc,
                bins,
                histogram,
                null);
    }

    private static double share(int i, boolean positive) {
        double x = (positive ? 19 - i : i) / 19.0;
        return 0.24 * Math.exp(-5 * x) + 0.006;
    }

    private static LevelAssessment withUndefinedFirstClass(LevelAssessment level) {
        Estimate none = Estimate.undefined("6 positive patients, at least 11 are needed");
        ClassAssessment first = level.classes().get(0);
        List<ClassAssessment> classes = new ArrayList<>(level.classes());
        classes.set(
                0,
                new ClassAssessment(
                        first.name(),
                        first.positives(),
                        first.negatives(),
                        first.positivePatients(),
                        none,
                        none,
                        List.of(),
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        List.of(),
                        List.of(),
                        List.of(),
                        null));
        return new LevelAssessment(
                level.unit(),
                level.rows(),
                level.patients(),
                level.macroAuc(),
                level.equivalence(),
                level.meanP(),
                level.meanAdjustedP(),
                level.otherAucs(),
                level.agreement(),
                level.calibration(),
                level.confusion(),
                classes,
                level.pairs(),
                level.former());
    }

    private static SubgroupTable.Row group(String value, int patients, double auc) {
        return group(value, auc, List.of(patients * 9 / 20, patients - patients * 9 / 20));
    }

    private static SubgroupTable.Row group(String value, double auc, List<Integer> classPatients) {
        int patients = classPatients.stream().mapToInt(Integer::intValue).sum();
        return new SubgroupTable.Row(
                value,
                patients,
                patients,
                known(auc, auc - 0.05, Math.min(1, auc + 0.03), BOOTSTRAP),
                known(0.9, 0.84, 0.95, BOOTSTRAP),
                known(0.92, 0.86, 0.97, BOOTSTRAP),
                classPatients,
                classPatients);
    }

    private static List<NamedEstimate> folds() {
        List<NamedEstimate> folds = new ArrayList<>();
        double[] aucs = {0.981, 0.969, 0.988, 0.972, 0.979};
        for (int f = 0; f < aucs.length; f++) {
            folds.add(new NamedEstimate(
                    "Fold " + (f + 1), known(aucs[f], aucs[f] - 0.05, Math.min(1, aucs[f] + 0.02), BOOTSTRAP)));
        }
        return folds;
    }

    private static LearningCurve curve(double shift) {
        List<LearningCurve.Epoch> epochs = new ArrayList<>();
        for (int e = 1; e <= 30; e++) {
            double t = e / 30.0;
            epochs.add(new LearningCurve.Epoch(
                    e,
                    0.15 + 0.55 * Math.exp(-4 * t) + shift / 3,
                    0.22 + 0.5 * Math.exp(-4 * t) + shift + 0.02 * Math.sin(e * 2.1 + shift * 40),
                    e == 1 ? Double.NaN : 0.97 - 0.4 * Math.exp(-5 * t) - shift / 3,
                    0.002 * (1 - t)));
        }
        return new LearningCurve(epochs, 26);
    }

    private static Estimate known(double value, double lower, double upper, String method) {
        return new Estimate.Known(value, new Interval(lower, Math.max(lower, upper), 0.95, method));
    }

    private static byte[] png() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                image.getRaster().setSample(x, y, 0, (x * y) / 16);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binary audit with a battery of some eighty settings, a band planted. */
    static ReportContent routesOfTwoClasses() {
        return binaryAudit().withRoutes(routes(List.of("Female", "Male"), 264));
    }

    /** Three classes, a battery that points at nothing, and something small. */
    static ReportContent routesOfThreeClasses() {
        List<String> classes = List.of("Asian", "Black or African American", "White");
        SimulatedBattery battery = new SimulatedBattery(classes, 300, 0.02, 2);
        for (int radius : new int[] {5, 10, 25, 50}) {
            battery.with("low-pass " + radius, Mode.TESTED_UNDER, radius / 50.0);
        }
        Setting small = new Setting("strata", new Subject.Stratum("scanner", "= C"), Mode.SUBSET);
        Setting large = new Setting("strata", new Subject.Stratum("scanner", "= A"), Mode.SUBSET);
        battery.with(small, Evidence.of(battery.part(small, patient -> patient < 24)))
                .with(large, Evidence.of(battery.part(large, patient -> patient >= 24)));
        return scoresOfThreeClasses().withRoutes(battery.assessed());
    }

    private static RoutesAssessment routes(List<String> classes, int patients) {
        SimulatedBattery battery = new SimulatedBattery(classes, patients, 2.2, 4);
        int[] radii = {1, 5, 10, 25, 50, 75, 100, 125, 150, 200};
        for (Mode mode : List.of(Mode.TESTED_UNDER, Mode.NEWLY_TRAINED)) {
            for (int radius : radii) {
                battery.with("low-pass " + radius, mode, Math.min(1, Math.pow(radius / 40.0, 1.4)));
                battery.with("high-pass " + radius, mode, Math.max(0, 1 - Math.pow(radius / 30.0, 2)));
            }
            for (String band : List.of("1 5", "5 10", "10 25", "25 50")) {
                battery.with("band-pass " + band, mode, band.equals("10 25") ? 0.8 : 0.1);
                battery.with("notch " + band, mode, band.equals("10 25") ? 0.15 : 0.95);
            }
            for (int side : new int[] {4, 8, 16, 32, 64, 128, 160, 256, 320}) {
                battery.with("resolution " + side, mode, Math.min(1, side / 160.0));
            }
        }
        for (int tile = 0; tile < 9; tile++) {
            battery.with("keep-tile 3 " + tile, Mode.TESTED_UNDER, 0.35 + 0.02 * tile);
            battery.with("remove-tile 3 " + tile, Mode.TESTED_UNDER, 0.97);
        }
        for (String share : List.of("0.01", "0.02", "0.05", "0.1", "0.2")) {
            battery.with("noise " + share, Mode.TESTED_UNDER, 1 - 4 * Double.parseDouble(share));
        }
        battery.axis("low-pass", "frequency", "radius (cycles per image)")
                .axis("high-pass", "frequency", "radius (cycles per image)")
                .axis("band-pass", "frequency", "")
                .axis("notch", "frequency", "")
                .axis("resolution", "resolution", "pixels along an edge")
                .axis("keep-tile", "patches", "")
                .axis("remove-tile", "patches", "")
                .axis("noise", "noise", "standard deviation (of white)")
                .axis("table", "confounders", "");
        for (String column : List.of("age", "view")) {
            Setting setting = new Setting("table", new Subject.OneColumn(column), Mode.FROM_TABLE);
            battery.with(setting, Evidence.of(battery.part(setting, column.equals("age") ? 0.1 : 0.25)));
        }
        Setting all = new Setting("table", new Subject.AllColumns("logistic regression"), Mode.FROM_TABLE);
        battery.with(
                all,
                new Evidence(
                        battery.part(all, 0.3),
                        List.of(new EvidenceTable(
                                "Columns of the table",
                                List.of("column", "holds", "taken"),
                                List.of(
                                        List.of("age", "numbers", "used"),
                                        List.of("view", "words", "used"),
                                        List.of("accession", "words", "left out: it names studies")),
                                "Columns that identify patients, studies or files are never taken.")),
                        List.of(),
                        List.of()));
        battery.with(
                new Setting("saliency", new Subject.Maps("Grad-CAM"), Mode.TESTED_UNDER),
                new Evidence(
                        null,
                        List.of(),
                        List.of(
                                new Picture("Mean map of each class, after alignment", base64Png(), false),
                                new Picture(
                                        "One patient's map, which only a plan with examples shows", base64Png(), true)),
                        List.of("The sanity check failed: maps of a network with randomised weights look the same.")));
        battery.without(
                "masks",
                "The plan names no folder of masks.",
                "Give masks: lung: FOLDER in the plan, or use the built-in mask of frontal chest films.");
        return battery.assessed();
    }

    private static String base64Png() {
        return java.util.Base64.getEncoder().encodeToString(png());
    }
}
