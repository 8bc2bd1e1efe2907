package org.subtext.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ReaderCost;
import org.subtext.cohort.FlowStep;
import org.subtext.images.PixelLayout;
import org.subtext.looks.EarlierLooks;
import org.subtext.problems.Remark;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.RoutesAssessment;

/**
 * Everything a report says. The same content gives the same bytes of HTML.
 *
 * @param title of the report: "Do these images reveal sex?"
 * @param assessment every estimate, with the plan and the verdict
 * @param plantedTruth for a phantom, a sentence on what was planted; null for a real cohort
 * @param flow from the table to the images assessed, in order; empty where unknown
 * @param characteristics who is in it, by class; null where only a prediction table is known
 * @param split parts and the proof that no patient is in two of them; null where none was made or given
 * @param learningCurves one a fold or run, in order; empty where nothing was trained
 * @param training how the recogniser was made; null for an audit of somebody's scores
 * @param provenance versions, seeds, hashes, device, command, in the order they are printed
 * @param notes what the reader of this run should also know, a sentence each; may hold none
 * @param remarks what was found of the input, in its two wordings; none of runs stored before there were any
 * @param looks the looks at the same patients before this one; null for a run of a version without a ledger of looks
 * @param routes by what route; null where none was looked at
 * @param examples images to show; none by default, since a shareable report must not carry patients
 */
public record ReportContent(
        String title,
        Assessment assessment,
        @Nullable String plantedTruth,
        List<FlowStep> flow,
        @Nullable Characteristics characteristics,
        @Nullable SplitSummary split,
        List<LearningCurve> learningCurves,
        @Nullable Training training,
        List<Fact> provenance,
        List<String> notes,
        List<Remark.Stored> remarks,
        List<ExampleImage> examples,
        @Nullable EarlierLooks looks,
        @Nullable RoutesAssessment routes) {
    public ReportContent {
        flow = List.copyOf(flow);
        learningCurves = List.copyOf(learningCurves);
        provenance = List.copyOf(provenance);
        notes = List.copyOf(notes);
        remarks = List.copyOf(remarks);
        examples = List.copyOf(examples);
    }

    /** Content of an audit of somebody's prediction table: no images, no training. */
    public static ReportContent ofScores(
            String title,
            Assessment assessment,
            List<FlowStep> flow,
            List<Fact> provenance,
            List<String> notes,
            List<Remark.Stored> remarks) {
        return new ReportContent(
                title,
                assessment,
                null,
                flow,
                null,
                null,
                List.of(),
                null,
                provenance,
                notes,
                remarks,
                List.of(),
                null,
                null);
    }

    /** The same report with another assessment, split and routes. */
    ReportContent with(Assessment assessed, @Nullable SplitSummary divided, @Nullable RoutesAssessment found) {
        return new ReportContent(
                title,
                assessed,
                plantedTruth,
                flow,
                characteristics,
                divided,
                learningCurves,
                training,
                provenance,
                notes,
                remarks,
                examples,
                looks,
                found);
    }

    /** The same report with one level of those that are the same cases, of which older versions stored all. */
    public ReportContent withDistinctLevels() {
        return with(assessment.withDistinctLevels(), split, routes);
    }

    /** The same report with the routes. */
    public ReportContent withRoutes(RoutesAssessment found) {
        return with(assessment, split, found);
    }

    /** The same report with the looks before it. */
    public ReportContent withLooks(@Nullable EarlierLooks earlier) {
        return new ReportContent(
                title,
                assessment,
                plantedTruth,
                flow,
                characteristics,
                split,
                learningCurves,
                training,
                provenance,
                notes,
                remarks,
                examples,
                earlier,
                routes);
    }

    /**
     * What was trained on which pixels; of initial weights the name of their file.
     *
     * @param weights what was loaded of the initial weights; null where there were none, or an older version noted none
     * @param costs of each reader where there are several; null of runs stored before there were
     */
    public record Training(
            TrainingPlan plan,
            PixelLayout layout,
            @Nullable LoadedWeights weights,
            @Nullable List<ReaderCost> costs) {
        public Training {
            plan = plan.withoutFolders();
            costs = costs == null ? List.of() : List.copyOf(costs);
        }

        @Override
        public List<ReaderCost> costs() {
            return costs == null ? List.of() : costs;
        }
    }

    /** A name and its value in the provenance table. */
    public record Fact(String name, String value) {}
}
