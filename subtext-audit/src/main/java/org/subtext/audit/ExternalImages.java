package org.subtext.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.subtext.cohort.Cohort;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.FileName;

/**
 * The images of the external cohorts, decoded before anything is trained: an image refused afterwards would cost the
 * training.
 *
 * @param byCohort in the plan's order
 */
record ExternalImages(Map<String, PreparedImages> byCohort) implements AutoCloseable {
    /**
     * Decodes them, of which none may be an image of the audited cohort again.
     *
     * @throws InvalidInputException with what cannot serve, and the name of its cohort
     */
    static ExternalImages of(
            Map<String, Cohort> cohorts, PreparedImages audited, AuditPlan plan, RunFolder run, Progress progress)
            throws IOException {
        Map<String, PreparedImages> byCohort = new LinkedHashMap<>();
        ExternalImages all = new ExternalImages(byCohort);
        for (Map.Entry<String, Cohort> entry : cohorts.entrySet()) {
            String name = entry.getKey();
            try {
                byCohort.put(
                        name, audited.other(entry.getValue(), plan, run.file("cache", FileName.of(name)), progress));
            } catch (InvalidInputException e) {
                all.close();
                throw SourcedCohorts.ofExternal(name, entry.getValue().plan(), e);
            }
        }
        return all;
    }

    /** What is to be said of these cohorts and their images, each with its cohort's name. */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        byCohort.forEach((name, images) -> Stream.concat(images.cohort().remarks().stream(), images.remarks().stream())
                .map(remark -> new Remark(
                        remark.code(),
                        Sentence.of("External cohort " + name + ": ").and(remark.sentence())))
                .forEach(remarks::add));
        return remarks;
    }

    /** The predictions of the audited cohort, followed by those of these. */
    PredictionTable scored(PredictionTable internal, Recognition recognition, List<Division> divisions)
            throws IOException {
        PredictionTable all = internal;
        for (Map.Entry<String, PreparedImages> entry : byCohort.entrySet()) {
            all = all.followedBy(recognition.scoreExternal(
                    entry.getKey(), entry.getValue().usable(), divisions, internal.classes()));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        for (PreparedImages images : byCohort.values()) {
            images.close();
        }
    }
}
