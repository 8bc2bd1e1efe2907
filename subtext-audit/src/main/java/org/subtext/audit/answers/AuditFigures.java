package org.subtext.audit.answers;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.assessment.PairAssessment;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.SubgroupTable;
import org.subtext.assessment.Verdict;
import org.subtext.assessment.VerdictFindings;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.cohort.FlowStep;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.Unit;
import org.subtext.report.ReportContent;
import org.subtext.report.Told;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.Percent;

/** Figures of an audit of images, scores or embeddings: of its estimates, and of who was in it. */
final class AuditFigures {
    private static final Names NONE = new Names();

    private final Collected into;
    private final Told told;
    private final Assessment assessment;
    private final StoredFile estimates;
    private final StoredFile content;

    private AuditFigures(Collected into, Told told, StoredFile estimates, StoredFile content) {
        this.into = into;
        this.told = told;
        this.assessment = told.content().assessment();
        this.estimates = estimates;
        this.content = content;
    }

    static void collect(Collected into, Told told, StoredFile estimates, StoredFile content) {
        new AuditFigures(into, told, estimates, content).collect();
    }

    private void collect() {
        names();
        question();
        verdict();
        for (int e = 0; e < assessment.experiments().size(); e++) {
            experiment(e, assessment.experiments().get(e));
        }
        belowChance();
        comparisons();
        readers();
        plan();
        who();
    }

    /** Every name first, so that a sentence that holds one is found to. */
    private void names() {
        Labels labels = into.labels();
        labels.of(Slot.ATTRIBUTE, assessment.attribute());
        assessment.classes().forEach(name -> labels.of(Slot.CLASS, name));
        for (ExperimentAssessment one : assessment.experiments()) {
            labels.of(Slot.COHORT, cohort(one.experiment()));
            for (SubgroupTable table : one.subgroups()) {
                labels.of(Slot.COLUMN, table.column());
                table.rows().forEach(row -> labels.of(Slot.GROUP, row.value()));
            }
        }
    }

    /** What was scored, as a person names it. */
    static String cohort(ExperimentName experiment) {
        if (experiment instanceof ExperimentName.External external) {
            return external.cohort();
        }
        return experiment.name();
    }

    private void question() {
        String attribute = assessment.attribute();
        into.words(
                Topic.ATTRIBUTE, Names.of(Slot.ATTRIBUTE, attribute), "recorded " + attribute, estimates, "/attribute");
        List<String> classes = assessment.classes().stream()
                .map(name -> into.labels().of(Slot.CLASS, name))
                .toList();
        into.words(Topic.CLASSES, NONE, Lists.and(classes), estimates, "/classes");
    }

    private void verdict() {
        Verdict verdict = assessment.verdict();
        if (verdict == null) {
            into.words(
                    Topic.VERDICT,
                    NONE,
                    "No single verdict: several score columns are compared and none of them was named as primary.",
                    estimates,
                    "/verdict");
            List<String> limits = told.limits();
            limits.forEach(limit -> into.words(Topic.NOT_SHOWN, NONE, limit, estimates, "/verdict"));
            return;
        }
        into.words(
                Topic.VERDICT,
                NONE,
                Lists.capitalised(verdict.kind().words()) + ". " + verdict.sentence(),
                estimates,
                "/verdict/kind");
        into.words(Topic.RULE, NONE, verdict.rule(), estimates, "/verdict/rule");
        for (int i = 0; i < verdict.doesNotShow().size(); i++) {
            into.words(Topic.NOT_SHOWN, NONE, verdict.doesNotShow().get(i), estimates, "/verdict/does_not_show/" + i);
        }
        told.sizes().ifPresent(line -> into.words(Topic.SIZES, NONE, line, estimates, "/verdict/findings/sizes"));
        VerdictFindings findings = verdict.findings();
        if (findings != null) {
            uncovered(findings);
        }
    }

    private void uncovered(VerdictFindings findings) {
        String all = "/verdict/findings/uncovered";
        int stored = estimates.at(all).size();
        if (stored == 0) {
            into.words(Topic.UNCOVERED, NONE, "The verdict speaks of every class.", estimates, all);
        } else if (findings.uncovered().size() < stored) {
            into.withheld(Topic.UNCOVERED, NONE, "", NumberText.HIDDEN, estimates, all);
        }
        for (VerdictFindings.Uncovered one : findings.uncovered()) {
            String why = switch (one.reason()) {
                case TOO_FEW_PATIENTS -> "it has too few assessed patients";
                case TOO_FEW_OTHERS -> "too few assessed patients are outside it";
                case EQUAL_SCORES -> "its scores tell nobody apart";
            };
            into.words(
                    Topic.UNCOVERED,
                    Names.of(Slot.CLASS, one.className()),
                    "Nothing is said of " + one.className() + ": " + why + ".",
                    estimates,
                    all);
        }
    }

    /** The other side of each test that finds an AUC below chance: a p above chance near 1 would hide it. */
    private void belowChance() {
        Verdict verdict = assessment.verdict();
        if (verdict == null || verdict.findings() == null) {
            return;
        }
        String cohort = cohort(assessment.primary().experiment());
        List<VerdictFindings.Tested> tested = verdict.findings().tested();
        for (int i = 0; i < tested.size(); i++) {
            VerdictFindings.Tested one = tested.get(i);
            String name = one.className(); // the mean is tested from above only
            if (name != null && one.says() == VerdictFindings.Says.BELOW_CHANCE) {
                into.estimate(
                        Topic.CLASS_P,
                        of(cohort).and(Slot.CLASS, name),
                        one.belowP(),
                        null,
                        Reading.ofPBelow(one.belowP()),
                        estimates,
                        "/verdict/findings/tested/" + i + "/below_p");
            }
        }
    }

    private boolean isBelowChance() {
        Verdict verdict = assessment.verdict();
        return verdict != null && verdict.kind() == Verdict.Kind.BELOW_CHANCE;
    }

    private void experiment(int e, ExperimentAssessment experiment) {
        String cohort = cohort(experiment.experiment());
        String path = "/experiments/" + e;
        LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
        String at = path + "/levels/" + index(path, level.unit());
        OptionalInt patients = told.patients(e, level);
        Integer n = patients.isPresent() ? (Integer) patients.getAsInt() : null;
        Names whole = of(cohort);
        into.count(Topic.PATIENTS, whole, patients, "patient", "patients", estimates, at + "/patients");
        LevelAssessment finest = experiment.levels().get(0);
        into.count(
                Topic.IMAGES,
                whole,
                told.cases(e, finest),
                "image",
                "images",
                estimates,
                path + "/levels/" + index(path, finest.unit()) + "/rows");
        auc(Topic.MEAN_AUC, whole, level.macroAuc(), n, at + "/macro_auc");
        if (level.meanAdjustedP().isDefined() || level.classes().size() > 2) { // of two classes it is theirs
            Reading reading = isBelowChance()
                    ? Reading.oneSided(
                            level.meanAdjustedP(), "above 0.5; the verdict is below chance, of single classes")
                    : Reading.ofPAbove(level.meanAdjustedP());
            into.estimate(Topic.MEAN_P, whole, level.meanAdjustedP(), n, reading, estimates, at + "/mean_adjusted_p");
        }
        for (int c = 0; c < level.classes().size(); c++) {
            ofClass(e, level, c, cohort, n, at + "/classes/" + c);
        }
        for (int i = 0; i < level.pairs().size(); i++) {
            PairAssessment pair = level.pairs().get(i);
            Names both =
                    Names.of(Slot.COHORT, cohort).and(Slot.CLASS, pair.first()).and(Slot.ITEM, pair.second());
            auc(Topic.PAIR_AUC, both, pair.auc(), null, at + "/pairs/" + i + "/auc");
        }
        for (int i = 0; i < level.agreement().size(); i++) {
            NamedEstimate one = level.agreement().get(i);
            Names names = of(cohort).and(Slot.MEASURE, one.name());
            into.estimate(
                    Topic.AGREEMENT,
                    names,
                    one.estimate(),
                    n,
                    Reading.ofShare("", one.estimate()),
                    estimates,
                    at + "/agreement/" + i + "/estimate");
        }
        for (int i = 0; experiment.folds().size() > 1 && i < experiment.folds().size(); i++) {
            NamedEstimate fold = experiment.folds().get(i);
            Names names = of(cohort).and(Slot.ITEM, fold.name());
            auc(Topic.FOLDS, names, fold.estimate(), null, path + "/folds/" + i + "/estimate");
        }
        groups(e, experiment, cohort, path + "/subgroups/");
    }

    /** Of several readers these numbers are the network's, whichever the verdict rests on. */
    private Names of(String cohort) {
        Names names = Names.of(Slot.COHORT, cohort);
        return assessment.ladder() == null ? names : names.and(Slot.READER, RungKind.NETWORK.title());
    }

    /** Where a level stands in the file, which older versions wrote with levels that are the same cases. */
    private int index(String experiment, Unit unit) {
        return IntStream.range(0, estimates.at(experiment + "/levels").size())
                .filter(i -> estimates
                        .at(experiment + "/levels/" + i + "/unit")
                        .asString()
                        .equalsIgnoreCase(unit.name()))
                .findFirst()
                .orElse(0);
    }

    private void ofClass(int e, LevelAssessment level, int c, String cohort, @Nullable Integer n, String at) {
        ClassAssessment one = level.classes().get(c);
        Names names = of(cohort).and(Slot.CLASS, one.name());
        into.count(
                Topic.CLASS_PATIENTS,
                names,
                told.patients(e, level, c),
                "patient",
                "patients",
                estimates,
                at + "/positive_patients");
        auc(Topic.CLASS_AUC, names, one.auc(), n, at + "/auc");
        p(Topic.CLASS_P, names, one.adjustedP(), n, at + "/adjusted_p");
        share(Topic.SENSITIVITY, names, one.sensitivity(), told.sensitivity(e, level, c), "sensitivity", at);
        share(Topic.SPECIFICITY, names, one.specificity(), told.specificity(e, level, c), "specificity", at);
        into.estimate(
                Topic.THRESHOLD,
                names,
                one.threshold(),
                null,
                new Reading("threshold", plain(one.threshold(), 3), 3),
                estimates,
                at + "/threshold");
        into.estimate(
                Topic.AVERAGE_PRECISION,
                names,
                one.averagePrecision(),
                n,
                Reading.ofShare("average precision", one.averagePrecision()),
                estimates,
                at + "/average_precision");
        into.estimate(
                Topic.BRIER,
                names,
                one.brier(),
                n,
                new Reading("Brier score", plain(one.brier(), 3), 3),
                estimates,
                at + "/brier");
        calibration(names, "slope", one.calibrationSlope(), at + "/calibration_slope");
        calibration(names, "intercept", one.calibrationIntercept(), at + "/calibration_intercept");
    }

    private void calibration(Names names, String measure, Estimate told, String at) {
        Names both = new Names();
        names.each(both::and);
        into.estimate(
                Topic.CALIBRATION,
                both.and(Slot.MEASURE, "calibration " + measure),
                told,
                null,
                new Reading("calibration " + measure, plain(told, 2), 2),
                estimates,
                at);
    }

    private static String plain(Estimate told, int decimals) {
        return told instanceof Estimate.Undefined
                ? NumberText.withInterval(told)
                : Digits.fixed(told.valueOr(0), decimals);
    }

    /** A share at the operating point, whose number is told only where the report prints it as it is. */
    private void share(Topic topic, Names names, Estimate share, String text, String field, String at) {
        String pointer = at + "/" + field;
        if (text.equals(NumberText.cell(share))) {
            into.estimate(topic, names, share, null, Reading.ofShare(field, share), estimates, pointer);
        } else {
            into.withheld(topic, names, field, text, estimates, pointer);
        }
    }

    private void groups(int e, ExperimentAssessment experiment, String cohort, String path) {
        for (int column = 0; column < experiment.subgroups().size(); column++) {
            SubgroupTable table = experiment.subgroups().get(column);
            String at = path + column;
            List<String> groups = table.rows().stream()
                    .map(row -> into.labels().of(Slot.GROUP, row.value()))
                    .sorted()
                    .toList();
            Names named = Names.of(Slot.COHORT, cohort).and(Slot.COLUMN, table.column());
            into.words(Topic.COLUMNS, named, Lists.and(groups), estimates, at + "/column");
            for (int g = 0; g < table.rows().size(); g++) {
                SubgroupTable.Row row = table.rows().get(g);
                Names names = of(cohort).and(Slot.COLUMN, table.column()).and(Slot.GROUP, row.value());
                OptionalInt patients = told.groupPatients(e, column, g);
                Integer n = patients.isPresent() ? (Integer) patients.getAsInt() : null;
                auc(Topic.GROUP_AUC, names, row.macroAuc(), n, at + "/rows/" + g + "/macro_auc");
                into.count(
                        Topic.GROUP_PATIENTS,
                        names,
                        patients,
                        "patient",
                        "patients",
                        estimates,
                        at + "/rows/" + g + "/patients");
            }
        }
    }

    private void comparisons() {
        for (int i = 0; i < assessment.comparisons().size(); i++) {
            Assessment.Comparison one = assessment.comparisons().get(i);
            Names names = Names.of(Slot.COHORT, cohort(one.first()))
                    .and(Slot.ITEM, cohort(one.second()))
                    .and(Slot.CLASS, one.className());
            String text = one.difference().isDefined() ? one.conclusion() : NumberText.withInterval(one.difference());
            into.estimate(
                    Topic.COMPARISON,
                    names,
                    one.difference(),
                    null,
                    new Reading("difference of AUC", text, 3),
                    estimates,
                    "/comparisons/" + i + "/difference");
        }
    }

    private void readers() {
        Ladder ladder = assessment.ladder();
        if (ladder == null) {
            return;
        }
        for (int i = 0; i < ladder.rungs().size(); i++) {
            Ladder.Rung rung = ladder.rungs().get(i);
            Names names = Names.of(Slot.READER, rung.kind().title());
            auc(Topic.READER_AUC, names, rung.auc(), null, "/ladder/rungs/" + i + "/auc");
            p(Topic.READER_P, names, rung.jointP(), null, "/ladder/rungs/" + i + "/joint_p");
        }
        String weakest = ladder.weakestThatReveals()
                .map(rung -> Lists.capitalised(rung.kind().inSentences()) + " is the weakest reader that reveals it.")
                .orElse("No reader reveals it.");
        into.words(Topic.WEAKEST_READER, NONE, weakest, estimates, "/ladder/rungs");
    }

    private void plan() {
        AssessmentPlan plan = assessment.plan();
        number(Topic.MARGIN, plan.margin(), "AUC around 0.5", "0.5 ± " + Digits.exact(plan.margin()), "margin");
        number(Topic.LEVEL, plan.level(), "coverage", Percent.exact(plan.level()) + " %", "level");
        number(Topic.SEED, plan.seed(), "seed", Long.toString(plan.seed()), "seed");
        number(Topic.DRAWS, plan.replicates(), "draws", Digits.count(plan.replicates()), "replicates");
        number(Topic.SMALLEST_CELL, smallest(), "patients", smallest() + " patients", "smallest_cell");
        into.words(
                Topic.UNIT,
                NONE,
                "one case a " + plan.primaryUnit().noun() + ", the scores of its images joined by "
                        + plan.aggregation().title(),
                estimates,
                "/plan/primary_unit");
    }

    /** As the plan has it; what is told of a phantom knows no limit. */
    private int smallest() {
        return estimates.at("/plan/smallest_cell").asInt();
    }

    private void number(Topic topic, double value, String unit, String text, String key) {
        into.number(topic, NONE, value, unit, text, estimates, "/plan/" + key);
    }

    private void who() {
        ReportContent all = told.content();
        for (int i = 0; i < all.flow().size(); i++) {
            if (all.flow().get(i).kind() == FlowStep.Kind.EXCLUDED) {
                String reason = all.flow().get(i).reason();
                into.words(
                        Topic.EXCLUDED,
                        Names.of(Slot.ITEM, all.flow().get(i).label()),
                        told.excluded(i) + (reason.isEmpty() ? "" : " (" + reason + ")"),
                        content,
                        "/flow/" + i);
            }
        }
        if (!all.flow().isEmpty() && all.flow().stream().noneMatch(step -> step.kind() == FlowStep.Kind.EXCLUDED)) {
            into.words(Topic.EXCLUDED, Names.of(Slot.ITEM, "Left out"), "nothing", content, "/flow");
        }
        List<String> remarks = told.remarks();
        for (int i = 0; i < remarks.size(); i++) {
            into.words(Topic.NOTES, NONE, remarks.get(i), content, "/remarks/" + i);
        }
        for (int i = 0; i < all.provenance().size(); i++) {
            ReportContent.Fact fact = all.provenance().get(i);
            into.words(
                    Topic.RECORD,
                    Names.of(Slot.ITEM, fact.name()),
                    fact.value(),
                    content,
                    "/provenance/" + i + "/value");
        }
    }

    private void auc(Topic topic, Names names, Estimate auc, @Nullable Integer n, String at) {
        into.estimate(topic, names, auc, n, Reading.ofShare("AUC", auc), estimates, at);
    }

    private void p(Topic topic, Names names, Estimate p, @Nullable Integer n, String at) {
        into.estimate(topic, names, p, n, Reading.ofPAbove(p), estimates, at);
    }
}
