package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.LadderRule.Correction;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Widening;

/**
 * Assesses every reader of an audit at the primary unit, with the draws of patients and of permuted labels that the
 * network's numbers rest on, and tests them together.
 */
final class LadderAssessor {
    private final AssessmentPlan plan;
    private final Widening widening;

    LadderAssessor(AssessmentPlan plan, Widening widening) {
        this.plan = plan;
        this.widening = widening;
    }

    /**
     * The rungs, weakest first.
     *
     * @param network as assessed
     * @param scored what it scored, at image level
     */
    Ladder of(ExperimentAssessment network, PredictionTable scored, OtherReaders others) {
        VerdictRule rule = new VerdictRule(plan);
        List<RungKind> kinds = new ArrayList<>();
        List<LevelAssessment> levels = new ArrayList<>();
        List<VerdictFindings> readers = new ArrayList<>();
        for (RungKind kind : RungKind.values()) {
            PredictionTable table = others.tables().get(kind);
            if (kind == RungKind.NETWORK || table != null) {
                kinds.add(kind);
                levels.add(table == null ? network.level(plan.primaryUnit()) : level(network.experiment(), table));
                readers.add(rule.findings(levels.get(levels.size() - 1), widening));
            }
        }
        List<Correction> corrections = LadderRule.corrections(
                readers.stream().map(VerdictFindings::smallestP).toList(), kinds.indexOf(others.primary()));
        List<VerdictFindings> joint = new LadderRule(rule).joint(readers, corrections);
        List<Comparison> leads = leads(scored, others);
        List<Rung> rungs = new ArrayList<>();
        for (int r = 0; r < kinds.size(); r++) {
            RungKind kind = kinds.get(r);
            Estimate smallestP = smallestP(readers.get(r));
            List<Comparison> lead = leads.stream()
                    .filter(one -> one.first().equals(experiment(kind, scored, others)))
                    .toList();
            rungs.add(new Rung(
                    kind,
                    corrections.get(r).weight(),
                    levels.get(r).macroAuc(),
                    joint.get(r),
                    smallestP,
                    corrections.get(r).of(smallestP),
                    LadderRule.reveals(joint.get(r)),
                    lead,
                    lead.stream().anyMatch(this::isAhead)));
        }
        return new Ladder(others.primary(), rungs);
    }

    private LevelAssessment level(ExperimentName network, PredictionTable table) {
        Unit unit = plan.primaryUnit();
        return new LevelAssessor(planFor(table), plan.draws(network, unit), widening).assess(table, unit);
    }

    /** Scores of a linear reader are no probabilities, of whose images only the mean can be taken then. */
    private AssessmentPlan planFor(PredictionTable table) {
        return plan.aggregation().needsProbabilities() && !table.areProbabilities()
                ? plan.withAggregation(Aggregation.MEAN)
                : plan;
    }

    private List<Comparison> leads(PredictionTable scored, OtherReaders others) {
        List<PredictionTable> compared = new ArrayList<>();
        for (RungKind kind : RungKind.values()) {
            if (kind != others.primary()
                    && (kind == RungKind.NETWORK || others.tables().containsKey(kind))) {
                compared.add(cases(table(kind, scored, others)));
            }
        }
        return new Comparisons(plan, Widening.NONE).beyond(cases(table(others.primary(), scored, others)), compared);
    }

    private PredictionTable cases(PredictionTable table) {
        return planFor(table).primaryCases(table);
    }

    private static PredictionTable table(RungKind kind, PredictionTable network, OtherReaders others) {
        Map<RungKind, PredictionTable> tables = others.tables();
        return tables.getOrDefault(kind, network);
    }

    private static ExperimentName experiment(RungKind kind, PredictionTable network, OtherReaders others) {
        return table(kind, network, others).experiments().get(0);
    }

    private static Estimate smallestP(VerdictFindings reader) {
        boolean isAny = reader.tested().stream().anyMatch(one -> one.adjustedP().isDefined());
        return isAny ? new Estimate.Point(reader.smallestP()) : Estimate.undefined("no class was tested");
    }

    private boolean isAhead(Comparison lead) {
        return lead.difference().valueOr(0) > 0 && lead.adjustedP().valueOr(1) < plan.alpha();
    }
}
