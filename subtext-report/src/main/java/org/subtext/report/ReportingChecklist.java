package org.subtext.report;

import static org.subtext.report.ChecklistItem.Status.AUTHORS_MUST_ADD;
import static org.subtext.report.ChecklistItem.Status.FILLED;
import static org.subtext.report.ChecklistItem.Status.PARTLY;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.predictions.ExperimentName;

/**
 * The reporting checklist, filled from what the report holds.
 *
 * <p>Thirty items that CLAIM, TRIPOD+AI, STARD-AI, STANDING Together and regulators ask for in their own words and
 * numbering; what only the authors know is said to be theirs.
 */
public final class ReportingChecklist {
    private final ReportContent content;
    private final Assessment assessment;
    private final List<ChecklistItem> items = new ArrayList<>();

    private ReportingChecklist(ReportContent content) {
        this.content = content;
        this.assessment = content.assessment();
    }

    /** The items in the order of a manuscript. */
    public static List<ChecklistItem> of(ReportContent content) {
        ReportingChecklist checklist = new ReportingChecklist(content);
        checklist.question();
        checklist.data();
        checklist.labels();
        checklist.split();
        checklist.model();
        checklist.evaluation();
        checklist.results();
        checklist.discussion();
        return List.copyOf(checklist.items);
    }

    private void question() {
        String topic = "Question";
        add(
                topic,
                "Identification as an AI study: technology, modality, intended use, pathway",
                "CLAIM, TRIPOD+AI, STARD-AI, FDA",
                PARTLY,
                "Title and sections 1 and 6; modality and pathway are yours");
        add(
                topic,
                "Known inequalities between groups for this task",
                "TRIPOD+AI",
                AUTHORS_MUST_ADD,
                "What is known of the groups for this task");
        add(
                topic,
                "Objective and hypothesis, estimand, registration or protocol",
                "CLAIM",
                PARTLY,
                "Rule and estimand in section 1; registration is yours");
        add(
                topic,
                "Claims kept apart: revealed, by what route, with what harm",
                "the study; EU AI Act",
                PARTLY,
                "Section 3 answers the first; sections 1 and 6 say what is not answered");
    }

    private void data() {
        String topic = "Data";
        add(
                topic,
                "Source, dates, sites, sampling, inclusion and exclusion with counts",
                "CLAIM, TRIPOD+AI, STARD-AI",
                given(content.flow().size() >= 2, PARTLY),
                "Flow diagram in section 2; source, dates and sites are yours");
        add(
                topic,
                "De-identification, legal basis, who may see the data",
                "CLAIM, EU AI Act, GDPR",
                AUTHORS_MUST_ADD,
                "Basis and access");
        add(
                topic,
                "Preprocessing, view selection, photometric handling, burned-in text",
                "CLAIM",
                given(content.training() != null, PARTLY),
                content.training() != null
                        ? "Size and scaling in section 7; selection of views and burned-in text are yours"
                        : "All steps before the scores");
        add(
                topic,
                "Demographics by class, part and site",
                "CLAIM, TRIPOD+AI",
                given(content.characteristics() != null, PARTLY),
                content.characteristics() != null ? "Section 2, by class" : "Characteristics of the patients");
        add(
                topic,
                "Representativeness for the intended population and setting",
                "EU AI Act, STANDING Together",
                AUTHORS_MUST_ADD,
                "Comparison with the intended population");
        add(topic, "Data gaps and how they can be addressed", "EU AI Act", AUTHORS_MUST_ADD, "Gaps");
    }

    private void labels() {
        String topic = "Recorded attribute";
        add(
                topic,
                "How it was recorded, categories, mapping, conflicts, missing share",
                "STANDING Together, CLAIM, FDA",
                PARTLY,
                "Classes and exclusions in section 2; who recorded it and how is yours");
        add(
                topic,
                "Limits of the categories, groups merged, dropped or absent",
                "STANDING Together",
                AUTHORS_MUST_ADD,
                "Why these categories");
        add(
                topic,
                "Reference standard, its variability, and whether the label differs by group",
                "CLAIM",
                PARTLY,
                "Section 6 says that the record was not adjudicated; its variability is yours");
    }

    private void split() {
        String topic = "Split";
        add(
                topic,
                "Unit and method of the split, proof of disjointness, duplicates",
                "CLAIM",
                given(content.split() != null, FILLED),
                content.split() != null
                        ? content.split().disjointness()
                        : "How training and test patients were kept apart");
    }

    private void model() {
        String topic = "Recogniser";
        boolean trained = content.training() != null;
        add(
                topic,
                "Architecture, initialisation, hyper-parameters, seeds, number of runs, computing",
                "CLAIM",
                given(trained, FILLED),
                trained ? "Section 7 and provenance table" : "How the scores were made");
        add(
                topic,
                "Software and weights: versions, licences, availability of code and data",
                "all",
                given(!content.provenance().isEmpty(), PARTLY),
                "Versions in the provenance table; licences, availability, funding and interests are yours");
    }

    private void evaluation() {
        String topic = "Evaluation";
        add(
                topic,
                "Measures with intervals, statistical unit, multiplicity",
                "CLAIM, STARD-AI",
                FILLED,
                "Section 3 and the statistics paragraph of section 7");
        boolean needed = hasSizes(assessment.verdict());
        add(
                topic,
                "Sample size and power, overall and by group",
                "CLAIM, TRIPOD+AI, FDA",
                PARTLY,
                needed
                        ? "Power for named effects in section 1; rationale is yours"
                        : "Intervals show the precision reached; the rationale is yours");
        add(
                topic,
                "Robustness; explanation method and its sanity test",
                "CLAIM",
                AUTHORS_MUST_ADD,
                "Not part of this report");
        add(
                topic,
                "Privacy of the report: no cell of 1–10 shown or derivable",
                "CMS cell size policy",
                given(assessment.plan().smallestCell() >= 11, FILLED),
                "Counts below " + assessment.plan().smallestCell() + " are hidden with what would reveal them");
    }

    private void results() {
        String topic = "Results";
        boolean external =
                assessment.experiments().stream().anyMatch(e -> e.experiment() instanceof ExperimentName.External);
        add(
                topic,
                "Internal and external test, separately by data set",
                "CLAIM",
                external ? FILLED : PARTLY,
                external ? "Section 3" : "Internal test in section 3; no external cohort was given");
        boolean groups =
                assessment.experiments().stream().anyMatch(e -> !e.subgroups().isEmpty());
        add(
                topic,
                "Performance by group: n, sensitivity, specificity, AUC, calibration with intervals",
                "FDA, TRIPOD+AI, CLAIM",
                given(groups, PARTLY),
                groups
                        ? "Section 5; intersections and calibration by group are yours"
                        : "No column of groups was given");
        add(topic, "Failure analysis with examples", "CLAIM", AUTHORS_MUST_ADD, "Cases that were read wrongly");
        add(topic, "Comparison with human readers", "FDA, CLAIM", AUTHORS_MUST_ADD, "No readers took part");
        add(
                topic,
                "Bias: how it was looked for and mitigated, with the cost by group",
                "EU AI Act, FUTURE-AI, FDA",
                AUTHORS_MUST_ADD,
                "This report assesses; it mitigates nothing");
    }

    private void discussion() {
        String topic = "Discussion and record";
        add(
                topic,
                "Limits and generalisability; involvement of patients and the public",
                "TRIPOD+AI, STARD-AI",
                PARTLY,
                "Limits in section 6; involvement is yours");
        add(
                topic,
                "Oversight, user information, model card, forbidden use",
                "FDA, FUTURE-AI",
                PARTLY,
                "Forbidden use in section 6; every model file carries its card");
        add(topic, "Monitoring, drift by group, change control", "FDA, EU AI Act", AUTHORS_MUST_ADD, "Plan");
        add(
                topic,
                "Which inputs measure or stand for a protected attribute, and what is done about it",
                "45 CFR 92.210",
                PARTLY,
                "Section 1 answers for these images; what is done is yours");
        add(
                topic,
                "Sign-off: who approved; hashes of data, model and plan; command",
                "EU AI Act, CLAIM",
                given(!content.provenance().isEmpty(), PARTLY),
                "Hashes and command in the provenance table; approval is yours");
    }

    private static boolean hasSizes(@Nullable Verdict verdict) {
        return verdict != null
                && verdict.kind() == Verdict.Kind.CANNOT_TELL
                && verdict.findings() != null
                && verdict.findings().sizes() != null;
    }

    private static ChecklistItem.Status given(boolean isThere, ChecklistItem.Status then) {
        return isThere ? then : AUTHORS_MUST_ADD;
    }

    private void add(String topic, String item, String askedBy, ChecklistItem.Status status, String where) {
        items.add(new ChecklistItem(topic, item, askedBy, status, where));
    }
}
