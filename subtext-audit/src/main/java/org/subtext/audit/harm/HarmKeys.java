package org.subtext.audit.harm;

import java.util.Map;
import org.subtext.problems.Argument;
import org.subtext.problems.Knob;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Words;

/** The knobs of a run of harm by the keys of its plan file: what a note names can be found there. */
final class HarmKeys {
    static final Map<Knob, String> OF = Map.ofEntries(
            Map.entry(Argument.SCORES_TRUTH, "table.columns.truths"),
            Map.entry(Argument.SCORES_SCORE, "table.columns.scores"),
            Map.entry(Argument.SCORES_LONG_SCORE, "table.columns.long_form.score"),
            Map.entry(Argument.SCORES_LONG_MODEL, "table.columns.long_form.model"),
            Map.entry(Argument.HARM_FINDING, "table.columns.long_form.finding"),
            Map.entry(Argument.SCORES_PATIENT, "table.ids.patient"),
            Map.entry(Argument.SCORES_IMAGE, "table.ids.image"),
            Map.entry(Argument.SCORES_CONFLICTS, "table.ids.conflicts"),
            Map.entry(Argument.SCORES_JOIN, "table.second.file"),
            Map.entry(Argument.SCORES_ON, "table.second.on"),
            Map.entry(Argument.SCORES_POSITIVE, "table.truth.positive"),
            Map.entry(Argument.SCORES_POSITIVE_AT, "table.truth.positive_at"),
            Map.entry(Argument.HARM_UNCERTAIN, "table.truth.uncertain"),
            Map.entry(Argument.HARM_UNCERTAIN_VALUES, "table.truth.uncertain_values"),
            Map.entry(Argument.SCORES_RECORDED, "table.recorded"),
            Map.entry(Argument.SCORES_MISSING, "table.scores.missing"),
            Map.entry(Argument.HARM_CALLED, "table.scores.called"),
            Map.entry(Argument.HARM_ROLE, "roles.column"),
            Map.entry(Argument.HARM_CHOOSE, "roles.choose"),
            Map.entry(Argument.HARM_JUDGE, "roles.judge"),
            Map.entry(Argument.HARM_PARTS, "roles.parts"),
            Map.entry(Argument.HARM_REFERENCE, "assessment.comparison.reference"),
            Map.entry(Argument.HARM_WITHIN, "assessment.comparison.strata"),
            Map.entry(Argument.HARM_LEAST_PATIENTS, "assessment.comparison.least_patients"),
            Map.entry(Argument.HARM_THRESHOLD, "assessment.operating"),
            Map.entry(Argument.HARM_RATES, "assessment.rates"),
            Map.entry(Argument.HARM_ALONG, "assessment.along"),
            Map.entry(Argument.HARM_MARGIN, "assessment.decision.margin"),
            Map.entry(Argument.HARM_LEVEL, "assessment.decision.alpha"),
            Map.entry(Argument.HARM_DRAWS, "assessment.draws"),
            Map.entry(PlanKey.COHORT_ATTRIBUTE, "assessment.comparison.attribute"),
            Map.entry(PlanKey.COHORT_IDS_SPELLINGS, "table.ids.rule.spellings"),
            Map.entry(PlanKey.COHORT_IDS_MAP, "table.ids.rule.map"));

    static final Words WORDS = Words.paths(OF);

    private HarmKeys() {}
}
