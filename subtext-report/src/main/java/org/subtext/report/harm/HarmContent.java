package org.subtext.report.harm;

import java.util.List;
import java.util.Objects;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Verdict;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.problems.Remark;

/**
 * What a run of harm found, as its folder keeps it.
 *
 * @param plan what was asked, the reference as the table writes it
 * @param planHash of the whole request, tables included
 * @param roles how thresholds were kept apart from those judged by them
 * @param sizes who was judged
 * @param answer over all gaps
 * @param assessment every estimate
 * @param beside what stands beside the gaps; empty in a run that computed none
 * @param models by how much models of one finding differ; none in a run of one model
 * @param along rates along recorded numbers; none in a run that asked for none
 * @param remarks what was found of the input
 */
public record HarmContent(
        HarmPlan plan,
        String planHash,
        Apart roles,
        Sizes sizes,
        HarmAnswer answer,
        HarmAssessment assessment,
        BesideGaps beside,
        ModelDifferences models,
        RatesAlong along,
        List<Remark.Stored> remarks) {
    public HarmContent {
        // runs of earlier versions had neither
        models = Objects.requireNonNullElse(models, ModelDifferences.NONE);
        along = Objects.requireNonNullElse(along, RatesAlong.NONE);
        remarks = List.copyOf(remarks);
    }

    /** Over all gaps; of a run without groups, along its numbers. */
    public Verdict verdict() {
        return plan.comparison().hasGroups() ? answer.verdict() : along.verdict();
    }

    /** How thresholds were kept apart from those judged by them. */
    public enum Apart {
        /** Chosen on the patients that a column names. */
        BY_COLUMN,
        /** Chosen for each part of the patients on all others. */
        CROSS_FITTED,
        /** They come from elsewhere: no row has a say in them. */
        FROM_ELSEWHERE
    }

    /**
     * Who was judged.
     *
     * @param patients all of the table that have a role
     * @param images all of theirs
     * @param judgedPatients whom estimates are about
     * @param judgedImages of theirs
     * @param groups those judged, by name
     */
    public record Sizes(int patients, int images, int judgedPatients, int judgedImages, List<Group> groups) {
        public Sizes {
            groups = List.copyOf(groups);
        }
    }

    /** A group of those judged. */
    public record Group(String name, int patients, int images) {}
}
