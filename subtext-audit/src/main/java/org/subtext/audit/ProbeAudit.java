package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.cohort.Flow;
import org.subtext.encoding.CrossValidated;
import org.subtext.encoding.EmbeddingReader;
import org.subtext.encoding.LabelledEmbeddings;
import org.subtext.encoding.LinearProbe;
import org.subtext.encoding.PrequentialCode;
import org.subtext.encoding.Probe;
import org.subtext.encoding.ProbePlan;
import org.subtext.encoding.ProbeRows;
import org.subtext.encoding.UsableInformation;
import org.subtext.looks.EarlierLooks;
import org.subtext.looks.Look;
import org.subtext.looks.LookedAt;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.problems.Argument;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.provenance.Software;
import org.subtext.recognition.ModelCard;
import org.subtext.report.ReportContent;
import org.subtext.report.ReportContent.Fact;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * An audit of embeddings that somebody else made: do they hold the recorded attribute? Probes are cross-validated by
 * patient and assessed like any scores; figures that do not depend on a probe's size stand beside them.
 *
 * <p>Embeddings of the same images by a network that was not trained are the control. Without one, the answer says
 * nothing about what training did, and the report says so.
 */
public final class ProbeAudit {
    private static final Probe FOR_BITS = new LinearProbe(LinearProbe.Choice.LOG_LOSS);

    private final List<Probe> probes;
    private final Progress progress;

    /** @param probes in the order of the report */
    public ProbeAudit(List<Probe> probes, Progress progress) {
        this.probes = List.copyOf(probes);
        this.progress = progress;
    }

    /**
     * Of one file of embeddings, bits a patient.
     *
     * @param code what the recorded classes cost by the prequential code of a linear probe
     * @param compression of the uniform code
     * @param usable what a linear probe can use for patients it has not seen
     */
    public record Bits(String embeddings, PrequentialCode code, double compression, Estimate usable) {}

    /**
     * What was found.
     *
     * @param bits of the embeddings, then of the control
     * @param usableBeyondControl the difference of usable information, patient by patient; undefined without a control
     * @param reading sentences that say no more than the numbers
     */
    public record Result(ReportContent content, List<Bits> bits, Estimate usableBeyondControl, List<String> reading) {
        public Result {
            bits = List.copyOf(bits);
            reading = List.copyOf(reading);
        }
    }

    /** What probe.json holds. */
    private record Stored(List<Bits> bits, Estimate usableBeyondControl, List<String> reading, String mustNot) {}

    /** One file of embeddings under its name in the report. */
    private record Source(String suffix, String name, ProbeRows rows) {}

    /**
     * Probes the embeddings and writes estimates and report into the folder.
     *
     * @param control embeddings of the same images by an untrained network; null where there are none
     * @throws org.subtext.problems.InvalidInputException with what is wrong with the files
     */
    public Result run(ProbePlan plan, @Nullable Path control, AssessmentPlan how, Path folder) throws IOException {
        LabelledEmbeddings labelled = EmbeddingReader.read(plan);
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("", "the embeddings", labelled.rows()));
        if (control != null) {
            LabelledEmbeddings other = EmbeddingReader.read(plan.withEmbeddings(control));
            sources.add(new Source(", control", "the control", labelled.counterpart(other)));
        }
        Look.Asked asked = new Look.Asked(
                String.valueOf(folder.getFileName()),
                ContentHash.ofText(RunJson.text(plan) + RunJson.text(how)).hex(),
                plan.attribute());
        LookOfRun look = LookOfRun.beginOrRepeat(folder, Argument.OUT, asked, assessed(labelled));
        PredictionTable predictions = predictions(labelled, sources, new Seed(how.seed()));
        Assessment assessment =
                new Assessor(how, progress).assess(plan.attribute(), predictions, Map.of(), Assessor.Relation.MODELS);
        List<Bits> bits = new ArrayList<>();
        Estimate beyond = bits(sources, how, bits);
        List<String> reading = reading(plan.attribute(), bits, beyond, control != null);
        OwnerOnly.folder(folder);
        EarlierLooks looks = look.answered(assessment);
        Path stored = new StoredRun(folder).predictionsFile();
        PredictionFiles.write(predictions, stored);
        ReportContent content = content(plan, control, labelled, assessment, reading, stored);
        RunJson.writeUnshared(folder.resolve("probe.json"), new Stored(bits, beyond, reading, ModelCard.MUST_NOT));
        return new Result(AuditReport.write(folder, content, looks), bits, beyond, reading);
    }

    private static LookedAt assessed(LabelledEmbeddings labelled) {
        List<LookedAt.Row> rows = new ArrayList<>();
        for (int i = 0; i < labelled.labels().length; i++) {
            rows.add(new LookedAt.Row(
                    labelled.embeddings().patients().get(i),
                    labelled.embeddings().ids().get(i),
                    labelled.classes().get(labelled.labels()[i])));
        }
        return LookedAt.of(rows);
    }

    private PredictionTable predictions(LabelledEmbeddings labelled, List<Source> sources, Seed seed) {
        PredictionTableBuilder table = new PredictionTableBuilder(labelled.classes());
        progress.begin("Probing", (long) sources.size() * probes.size(), "probes");
        for (Probe probe : probes) {
            for (Source source : sources) {
                String name = probe.name() + source.suffix();
                CrossValidated scored = CrossValidated.of(probe, source.rows(), seed);
                for (int i = 0; i < labelled.labels().length; i++) {
                    add(table, labelled, name, scored, i);
                }
                progress.advance(1, name);
            }
        }
        progress.end(sources.size() * probes.size() + " probes in " + CrossValidated.FOLDS + " folds by patient");
        return table.build();
    }

    private static void add(
            PredictionTableBuilder table, LabelledEmbeddings labelled, String name, CrossValidated scored, int i) {
        String id = labelled.embeddings().ids().get(i);
        table.add(
                new ExperimentName.Model(name),
                "fold " + (scored.fold()[i] + 1),
                "test",
                id,
                labelled.embeddings().patients().get(i),
                id,
                labelled.classes().get(labelled.labels()[i]),
                scored.scores()[i]);
    }

    /** Fills the list, and returns how much more the first source lets a linear probe use than the second. */
    private Estimate bits(List<Source> sources, AssessmentPlan how, List<Bits> bits) {
        Seed seed = new Seed(how.seed()).child("bits");
        progress.begin("Measuring bits", sources.size(), "embeddings");
        List<double[]> usable = new ArrayList<>();
        for (Source source : sources) {
            double[] ofPatients =
                    CrossValidated.of(FOR_BITS, source.rows(), seed).bits();
            PrequentialCode code = PrequentialCode.of(FOR_BITS, source.rows(), seed);
            usable.add(ofPatients);
            bits.add(new Bits(
                    source.name(),
                    code,
                    code.compression(),
                    UsableInformation.mean(ofPatients, how.replicates(), seed.value(), how.level())));
            progress.advance(1, source.name());
        }
        progress.end(sources.size() == 1 ? "no control" : "embeddings and control");
        return usable.size() == 1
                ? Estimate.undefined("no control was given")
                : UsableInformation.difference(
                        usable.get(0), usable.get(1), how.replicates(), seed.value(), how.level());
    }

    private static List<String> reading(String attribute, List<Bits> bits, Estimate beyond, boolean controlled) {
        List<String> reading = new ArrayList<>();
        for (Bits one : bits) {
            PrequentialCode code = one.code();
            reading.add("From " + one.embeddings() + " a linear probe can use " + words(one.usable())
                    + " bits about recorded " + attribute + " a patient; the prequential code costs "
                    + Digits.fixed(code.bits() / code.patients(), 3) + " bits a patient, "
                    + Digits.fixed(code.prevalenceBits() / code.patients(), 3)
                    + " by frequency alone (compression of the uniform code "
                    + Digits.fixed(one.compression(), 2) + ").");
        }
        if (!controlled) {
            reading.add("No control was given. Embeddings of an untrained network may hold " + attribute
                    + " as well, so this shows what these vectors hold and proves nothing about what training put"
                    + " there. Make embeddings of the same images with random or ImageNet weights, and give them as the"
                    + " control.");
            return reading;
        }
        reading.add("More than the control's by " + words(beyond) + " bits a patient: "
                + (beyond instanceof Estimate.Known known && known.interval().lower() > 0
                        ? "the network holds more of it than the control does."
                        : "these patients do not show that the network holds more of it than the control does."));
        return reading;
    }

    private static String words(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return IntervalText.aroundSpanning(known.value(), interval.lower(), interval.upper(), 3);
        }
        return estimate instanceof Estimate.Undefined none
                ? "not computable (" + none.reason() + ")"
                : Digits.fixed(estimate.valueOr(0), 3);
    }

    private ReportContent content(
            ProbePlan plan,
            @Nullable Path control,
            LabelledEmbeddings labelled,
            Assessment assessment,
            List<String> reading,
            Path predictions)
            throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("Embeddings (SHA-256)", plan.embeddings());
        if (plan.table() != null) {
            files.put("Table (SHA-256)", plan.table());
        }
        if (control != null) {
            files.put("Control embeddings (SHA-256)", control);
        }
        files.put(RunRecord.PREDICTIONS, predictions);
        List<Fact> provenance = new ArrayList<>();
        Software.facts().forEach((name, value) -> provenance.add(new Fact(name, value)));
        provenance.add(new Fact("Seed", Long.toString(assessment.plan().seed())));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            provenance.add(
                    new Fact(file.getKey(), ContentHash.ofFile(file.getValue()).hex()));
        }
        List<String> notes = new ArrayList<>(reading);
        notes.addAll(labelled.notes());
        notes.add(ModelCard.MUST_NOT);
        int patients =
                (int) labelled.embeddings().patients().stream().distinct().count();
        return ReportContent.ofScores(
                "Do these embeddings hold " + plan.attribute() + "?",
                assessment,
                Flow.found("Embedded, with a recorded " + plan.attribute(), labelled.labels().length, patients)
                        .steps(),
                provenance,
                notes,
                List.of());
    }
}
