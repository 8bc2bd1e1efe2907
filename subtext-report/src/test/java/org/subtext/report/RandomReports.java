package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.cohort.FlowStep;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;

/** Reports of cohorts drawn at random and really assessed, with every count that they might give away, by name. */
final class RandomReports {
    private static final List<String> NAMES = List.of("Asian", "Black", "White", "Other", "Native");
    private static final List<List<String>> VALUES =
            List.of(List.of("F", "M"), List.of("PA", "AP", "LL"), List.of("A", "B", "C", "D"), List.of("yes", "no"));
    private static final List<String> COLUMNS = List.of("sex", "view", "scanner", "pacemaker");

    private record Patient(int label, int images, int part, int[] values, double[] mood) {}

    /**
     * A report and what is true.
     *
     * @param counts by name: {@code class/White}, {@code group/sex/F}, {@code part/2/White} …
     */
    record Drawn(ReportContent content, Map<String, Integer> counts) {}

    private final SplittableRandom random;
    private final List<String> classes;
    private final boolean isAnySmall;
    private final List<Patient> patients = new ArrayList<>();
    private final int columns;
    private final int division; // 0 none, 1 folds, 2 parts
    private final Map<String, Integer> counts = new TreeMap<>();

    private RandomReports(SplittableRandom random, boolean mayBeSmall) {
        this.random = random;
        this.isAnySmall = mayBeSmall;
        classes = NAMES.subList(0, 2 + random.nextInt(mayBeSmall ? 4 : 2));
        columns = random.nextInt(COLUMNS.size() + 1);
        division = mayBeSmall ? random.nextInt(3) : 0;
        double signal =
                !isAnySmall ? 0.8 * random.nextDouble() : random.nextInt(5) == 0 ? 30 : 2.5 * random.nextDouble();
        boolean oneImage = random.nextBoolean();
        for (int c = 0; c < classes.size(); c++) {
            int size = !isAnySmall
                    ? 200 + random.nextInt(100)
                    : random.nextInt(10) < 3 ? 1 + random.nextInt(14) : 20 + random.nextInt(110);
            for (int p = 0; p < size; p++) {
                int[] values = new int[COLUMNS.size()];
                for (int v = 0; v < values.length; v++) {
                    double u = random.nextDouble();
                    int most = VALUES.get(v).size();
                    values[v] = (int) (most * (isAnySmall ? u * u * (v % 2 == 0 ? 1 : u) : u));
                }
                double[] mood = new double[classes.size()];
                for (int k = 0; k < mood.length; k++) {
                    mood[k] = gaussian() + (k == c ? signal : 0);
                }
                patients.add(new Patient(
                        c,
                        oneImage ? 1 : 1 + random.nextInt(3),
                        division == 1 ? random.nextInt(5) : Math.max(0, random.nextInt(6) - 3),
                        values,
                        mood));
            }
        }
    }

    /** With small classes, groups and parts in most. */
    static Drawn small(SplittableRandom random) {
        return new RandomReports(random, true).drawn();
    }

    /** With nothing small in any table. */
    static Drawn large(SplittableRandom random) {
        return new RandomReports(random, false).drawn();
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private Drawn drawn() {
        List<Patient> assessed =
                patients.stream().filter(p -> division != 2 || p.part() == 0).toList();
        if (classes.stream().anyMatch(name -> assessed.stream().noneMatch(p -> p.label() == classes.indexOf(name)))) {
            return new RandomReports(random.split(), isAnySmall).drawn();
        }
        List<PredictionRow> rows = new ArrayList<>();
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        int id = 0;
        for (Patient patient : assessed) {
            id++;
            for (int image = 0; image < patient.images(); image++) {
                String name = id + "-" + image;
                rows.add(row(patient, id, name));
                for (int column = 0; column < columns; column++) {
                    groups.computeIfAbsent(COLUMNS.get(column), key -> new LinkedHashMap<>())
                            .put(name, VALUES.get(column).get(patient.values()[column]));
                }
            }
        }
        AssessmentPlan plan = AssessmentPlan.ofDefaults(random.nextInt(1000)).withDraws(100);
        Assessment assessment = new Assessor(plan, Progress.SILENT)
                .assess(
                        "race",
                        PredictionRows.table(Unit.IMAGE, classes, rows),
                        groups,
                        Assessor.Relation.COHORTS,
                        null,
                        RandomReaders.beside(rows, classes, new SplittableRandom(plan.seed())));
        ReportContent content = new ReportContent(
                "Do these images reveal race?",
                assessment,
                null,
                flow(),
                division == 0 && random.nextBoolean() ? null : characteristics(),
                division == 0 ? null : split(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        note(assessment);
        return new Drawn(content, counts);
    }

    private PredictionRow row(Patient patient, int id, String name) {
        double[] scores = new double[classes.size()];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(patient.mood()[k] + 0.3 * gaussian());
            sum += scores[k];
        }
        List<Double> shares = new ArrayList<>();
        for (double score : scores) {
            shares.add(score / sum);
        }
        return new PredictionRow(
                new ExperimentName.Internal(),
                division == 1 ? "Fold " + (patient.part() + 1) : "run",
                "test",
                "study " + id,
                "patient " + id,
                name,
                classes.get(patient.label()),
                shares);
    }

    private List<FlowStep> flow() {
        int images = patients.stream().mapToInt(Patient::images).sum();
        int few = (isAnySmall ? 1 : 11) + random.nextInt(20);
        int many = 20 + random.nextInt(50);
        counts.put("excluded/0", few);
        counts.put("excluded/1", many);
        return List.of(
                new FlowStep(FlowStep.Kind.FOUND, "Rows", images + few + many, patients.size() + few + many, ""),
                new FlowStep(FlowStep.Kind.EXCLUDED, "No recorded race", few, few, ""),
                new FlowStep(FlowStep.Kind.EXCLUDED, "Not asked for", many, many, ""),
                new FlowStep(FlowStep.Kind.AUDITED, "Audited", images, patients.size(), ""));
    }

    private List<Integer> byClass(List<Patient> some, boolean images) {
        List<Integer> sums = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            int label = c;
            sums.add(some.stream()
                    .filter(p -> p.label() == label)
                    .mapToInt(p -> images ? p.images() : 1)
                    .sum());
        }
        return sums;
    }

    private Characteristics characteristics() {
        List<Characteristics.Categorical> categorical = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            List<List<Integer>> cells = new ArrayList<>();
            List<String> values = VALUES.get(column);
            for (int v = 0; v < values.size(); v++) {
                int at = column;
                int value = v;
                List<Integer> row = byClass(
                        patients.stream().filter(p -> p.values()[at] == value).toList(), false);
                cells.add(row);
                for (int c = 0; c < classes.size(); c++) {
                    counts.put("cell/" + COLUMNS.get(column) + "/" + values.get(v) + "/" + classes.get(c), row.get(c));
                }
            }
            categorical.add(new Characteristics.Categorical(COLUMNS.get(column), values, cells));
        }
        return new Characteristics(classes, byClass(patients, false), byClass(patients, true), categorical, List.of());
    }

    private SplitSummary split() {
        List<SplitSummary.Part> parts = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (int part = 0; part < (division == 1 ? 5 : 3); part++) {
            int at = part;
            List<Patient> in = patients.stream().filter(p -> p.part() == at).toList();
            String name = division == 1
                    ? "Fold " + (part + 1)
                    : List.of("test", "validation", "training").get(part);
            parts.add(new SplitSummary.Part(name, byClass(in, false), byClass(in, true)));
            sizes.add(Integer.toString(in.size()));
            for (int c = 0; c < classes.size(); c++) {
                counts.put(
                        "part/" + name + "/" + classes.get(c),
                        byClass(in, false).get(c));
            }
        }
        return new SplitSummary(
                List.of("Patients were divided at random."),
                "No patient is in two parts: " + String.join(" + ", sizes) + " = " + patients.size()
                        + " distinct patients.",
                classes,
                parts);
    }

    private void between(String what, int one, String other) {
        counts.put("cut/" + what, Outsider.NO_DIFFERENCE + one - counts.getOrDefault(other, 0));
    }

    private void note(Assessment assessment) {
        for (int c = 0; c < classes.size(); c++) {
            counts.put("cohort/" + classes.get(c), byClass(patients, false).get(c));
        }
        ExperimentAssessment primary = assessment.primary();
        LevelAssessment level = primary.level(Unit.PATIENT);
        for (int c = 0; c < classes.size(); c++) {
            ClassAssessment one = level.classes().get(c);
            counts.put("class/" + one.name(), one.positivePatients());
            int read = (int) Math.round(one.sensitivity().valueOr(0) * one.positives());
            int cleared = (int) Math.round(one.specificity().valueOr(0) * one.negatives());
            counts.put("read/" + one.name(), read);
            counts.put("missed/" + one.name(), one.positives() - read);
            counts.put("cleared/" + one.name(), cleared);
            counts.put("mistaken/" + one.name(), one.negatives() - cleared);
            for (int k = 0; k < classes.size(); k++) {
                counts.put(
                        "reading/" + one.name() + "/" + classes.get(k),
                        level.confusion().get(c).get(k));
            }
        }
        for (int c = 0; c < classes.size(); c++) {
            String name = classes.get(c);
            int mistaken = 0;
            for (int r = 0; r < classes.size(); r++) {
                mistaken += r == c ? 0 : level.confusion().get(r).get(c);
            }
            between("own/" + name, level.confusion().get(c).get(c), "read/" + name);
            between("others/" + name, mistaken, "mistaken/" + name);
            if (classes.size() == 2) {
                between("both/" + name, counts.getOrDefault("read/" + name, 0), "cleared/" + classes.get(1 - c));
            }
        }
        for (SubgroupTable table : primary.subgroups()) {
            for (SubgroupTable.Row row : table.rows()) {
                String name = table.column() + "/" + row.value();
                counts.put("group/" + name, row.patients());
                int last = row.classPatients().get(classes.size() - 1);
                int right = (int) Math.round(row.sensitivity().valueOr(0) * last);
                int cleared = (int) Math.round(row.specificity().valueOr(0) * (row.patients() - last));
                counts.put("right/" + name, right);
                counts.put("wrong/" + name, last - right);
                counts.put("cleared/" + name, cleared);
                counts.put("mistaken/" + name, row.patients() - last - cleared);
            }
        }
        List<Patient> assessed =
                patients.stream().filter(p -> division != 2 || p.part() == 0).toList();
        for (int column = 0; column < columns; column++) {
            for (int v = 0; v < VALUES.get(column).size(); v++) {
                int at = column;
                int value = v;
                List<Patient> in =
                        assessed.stream().filter(p -> p.values()[at] == value).toList();
                if (!in.isEmpty()) {
                    String name = COLUMNS.get(column) + "/" + VALUES.get(column).get(v);
                    int last = byClass(in, false).get(classes.size() - 1);
                    counts.put("last/" + name, last);
                    counts.put(
                            "least/" + name,
                            byClass(in, false).stream()
                                    .filter(count -> count > 0)
                                    .min(Integer::compare)
                                    .orElse(0));
                    counts.put("others/" + name, in.size() - last);
                }
            }
        }
    }
}
