package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ReaderCost;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.listing.ListedAnswer;
import org.subtext.audit.listing.NotedAnswer;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SmallestGroups;
import org.subtext.images.ImageStrip;
import org.subtext.looks.EarlierLooks;
import org.subtext.problems.Remark;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.LoadedWeights;
import org.subtext.report.Audience;
import org.subtext.report.ExampleImage;
import org.subtext.report.HtmlReport;
import org.subtext.report.PdfReport;
import org.subtext.report.ReportContent;
import org.subtext.report.ReportContent.Fact;
import org.subtext.routes.contract.RoutesAssessment;

/** Turns a finished run into its report, and renders it again from what the run stored. */
public final class AuditReport {
    static final String CONTENT = "report-content.json";
    /** Beside the content, not in it: routes are added later, and again. */
    static final String ROUTES = "routes.json";

    static final String PAGE = "report.html";
    static final String DOCUMENT = "report.pdf";
    private static final String INTERNAL_PAGE = "report-internal.html";
    private static final String INTERNAL_DOCUMENT = "report-internal.pdf";

    private AuditReport() {}

    static ReportContent write(
            RunFolder run,
            AuditPlan plan,
            Assessment assessment,
            PreparedImages images,
            List<Division> divisions,
            List<LearningCurve> curves,
            @Nullable LoadedWeights weights,
            List<ReaderCost> costs,
            Map<String, String> facts) {
        Cohort cohort = images.cohort();
        List<String> notes = List.of(
                "Columns of the table: " + String.join("; ", cohort.columns().sentences()) + ".");
        List<Fact> provenance = facts.entrySet().stream()
                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                .toList();
        ReportContent content = new ReportContent(
                "Do these images reveal " + cohort.attribute() + "?",
                assessment,
                plan.report().plantedTruth(),
                cohort.flow().steps(),
                CohortCharacteristics.of(cohort),
                SplitFacts.of(cohort, plan, divisions),
                curves,
                training(plan, weights, costs),
                provenance,
                notes,
                Remark.stored(remarks(images, plan), SmallestGroups.TOLD),
                examples(plan, images),
                null,
                null);
        store(run.folder(), content);
        RunRecord.summary(run);
        return rewrite(run.folder());
    }

    /** How networks were trained; null where a finished one was assessed. */
    private static ReportContent.@Nullable Training training(
            AuditPlan plan, @Nullable LoadedWeights weights, List<ReaderCost> costs) {
        RecognitionPlan by = plan.recognition();
        return by.recogniser() == null
                ? new ReportContent.Training(by.training(), plan.images().pixels(), weights, costs)
                : null;
    }

    /** Adds what the routes of a finished run found, in place of what they had found before. */
    static ReportContent write(RunFolder run, RoutesAssessment routes) {
        RunJson.writeUnshared(run.file(ROUTES), routes);
        return rewrite(run.folder());
    }

    /** Stores the content of an audit of somebody's scores in a folder, and renders it. */
    static ReportContent write(Path folder, ReportContent content, EarlierLooks looks) {
        store(folder, content);
        RunJson.writeUnshared(folder.resolve("estimates.json"), content.assessment());
        ReportContent known = content.withLooks(looks);
        render(folder, known);
        return known;
    }

    /**
     * Renders the report of a finished run again.
     *
     * @throws org.subtext.problems.InvalidInputException when the folder holds no finished run
     */
    public static ReportContent rewrite(Path folder) {
        ReportContent content = read(folder);
        render(folder, content);
        return content;
    }

    /** What the report of a finished run says, with the looks before it and what its routes found. */
    static ReportContent read(Path folder) {
        ReportContent audit = readWithoutRoutes(folder);
        Path routes = folder.resolve(ROUTES);
        return Files.exists(routes) ? audit.withRoutes(RunJson.read(routes, RoutesAssessment.class)) : audit;
    }

    /** The same without what its routes found, which is more than all the rest. */
    static ReportContent readWithoutRoutes(Path folder) {
        if (DiagnosisFolder.isIn(folder)) {
            throw DiagnosisFolder.isNoAudit(folder);
        }
        return RunJson.read(folder.resolve(CONTENT), ReportContent.class)
                .withDistinctLevels()
                .withLooks(LookOfRun.remembered(folder));
    }

    /** With what a list tells of it, which is what somebody who read it all would tell. */
    private static void store(Path folder, ReportContent content) {
        Path file = folder.resolve(CONTENT);
        RunJson.writeUnshared(file, content);
        ListedAnswer told = ListedAnswer.of(readWithoutRoutes(folder));
        RunJson.write(folder.resolve(NotedAnswer.FILE), NotedAnswer.of(file, told));
    }

    /**
     * Writes the full report of a finished run beside the one that may be shared. It tells of small groups, and says on
     * every page that it is not for sharing.
     *
     * @return the page
     */
    public static Path writeInternal(Path folder) {
        ReportContent content = read(folder);
        render(folder, HtmlReport.render(content, Audience.INTERNAL), INTERNAL_PAGE, INTERNAL_DOCUMENT);
        return folder.resolve(INTERNAL_PAGE);
    }

    private static void render(Path folder, ReportContent content) {
        render(folder, HtmlReport.render(content), PAGE, DOCUMENT);
        try {
            Notice.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void render(Path folder, String html, String page, String document) {
        try {
            AtomicFiles.writeString(folder.resolve(page), html);
            AtomicFiles.replace(folder.resolve(document), pdf -> PdfReport.write(html, pdf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ExampleImage> examples(AuditPlan plan, PreparedImages images) {
        List<ExampleImage> examples = new ArrayList<>();
        Cohort cohort = images.cohort();
        for (int label = 0; label < cohort.classNames().size() && plan.report().exampleImages() > 0; label++) {
            int[] chosen = chosen(cohort, label, plan);
            int[] rows = new int[chosen.length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = images.rows()[chosen[i]];
            }
            String caption = "Recorded as " + cohort.classNames().get(label);
            examples.add(ExampleImage.of(caption, ImageStrip.png(images.pixels(), rows)));
        }
        return examples;
    }

    private static List<Remark> remarks(PreparedImages images, AuditPlan plan) {
        List<Remark> remarks = new ArrayList<>(images.cohort().remarks());
        remarks.addAll(images.remarks());
        remarks.addAll(Subgroups.remarks(images.cohort(), plan.subgroups()));
        return remarks;
    }

    /** First images of patients in an order that depends on the seed only. */
    private static int[] chosen(Cohort cohort, int label, AuditPlan plan) {
        Seed seed = new Seed(plan.seed()).child("examples", label);
        return cohort.patients().values().stream()
                .map(positions -> positions.get(0))
                .filter(position -> cohort.images().get(position).label() == label)
                .sorted(java.util.Comparator.comparingLong(
                        position -> seed.child("patient", position).value()))
                .limit(plan.report().exampleImages())
                .mapToInt(position -> position)
                .toArray();
    }
}
