package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.subtext.assessment.OtherReaders;
import org.subtext.assessment.ReaderCost;
import org.subtext.assessment.RungKind;
import org.subtext.audit.inputs.TrainedOn;
import org.subtext.audit.ladder.BandsReader;
import org.subtext.audit.ladder.EmbeddingsReader;
import org.subtext.audit.ladder.FoldedImages;
import org.subtext.audit.ladder.LadderReader;
import org.subtext.audit.ladder.PixelReader;
import org.subtext.audit.ladder.ReadRungs;
import org.subtext.audit.ladder.ShrunkPixels;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.split.PatientSplit;

/**
 * The readers of a run beside its network: which there are by its plan, what they scored, and what each cost.
 *
 * <p>Where a finished network is assessed, nobody learnt from these patients and there are none.
 */
final class LadderOfRun {
    private static final String FOLDER = "ladder";

    private final RungKind primary;
    private final List<LadderReader> readers;
    private final ReadRungs store;
    private final List<ReaderCost> costs = new ArrayList<>();

    private LadderOfRun(RungKind primary, List<LadderReader> readers, ReadRungs store) {
        this.primary = primary;
        this.readers = readers;
        this.store = store;
    }

    /**
     * The readers that a plan asks for.
     *
     * @throws org.subtext.problems.InvalidInputException where the embeddings do not serve
     */
    static LadderOfRun of(
            AuditPlan plan,
            RunFolder run,
            RecogniserTrainer trainer,
            Progress progress,
            PreparedImages images,
            List<Division> divisions,
            List<String> terms)
            throws IOException {
        LadderPlan asked = plan.ladder();
        List<LadderReader> readers = new ArrayList<>();
        if (plan.recognition().recogniser() == null) {
            FoldedImages folded =
                    new FoldedImages(images.usable(), splits(divisions), CalibratedFolds.balance(plan.recognition()));
            if (asked.readers().contains(RungKind.LINEAR)) {
                readers.add(new PixelReader(folded, progress));
            }
            if (asked.readers().contains(RungKind.BANDS)) {
                readers.add(new BandsReader(folded, progress));
            }
            if (asked.readers().contains(RungKind.SMALL) && !isSmall(plan.recognition())) {
                readers.add(small(plan, run, trainer, progress, images.usable(), divisions, terms));
            }
            if (asked.embeddings() != null) {
                readers.add(EmbeddingsReader.of(folded, Path.of(asked.embeddings())));
            }
        }
        String inputs = String.join(
                "\n",
                RunRecord.hash(plan),
                images.contentHash().hex(),
                ContentHash.ofFile(run.file(TrainedOn.SPLIT)).hex());
        return new LadderOfRun(asked.primary(), readers, new ReadRungs(run.file(FOLDER), inputs, progress));
    }

    /** Whether the network that is asked for is the small one. */
    static boolean isSmall(RecognitionPlan by) {
        return by.preset().equals(TrainingPresets.SMALL.name());
    }

    private static Map<String, PatientSplit> splits(List<Division> divisions) {
        Map<String, PatientSplit> splits = new LinkedHashMap<>();
        divisions.forEach(division -> splits.put(division.name(), division.split()));
        return splits;
    }

    private static LadderReader small(
            AuditPlan plan,
            RunFolder run,
            RecogniserTrainer trainer,
            Progress progress,
            CohortPixels images,
            List<Division> divisions,
            List<String> terms) {
        TrainingPreset preset = TrainingPresets.SMALL;
        TrainingPlan training = preset.plan().on(trainer.device());
        ShrunkPixels pixels = new ShrunkPixels(images.pixels(), preset.pixels().side());
        AuditPlan own = plan.withRecognition(asked -> new RecognitionPlan(preset.name(), training, null))
                .withImages(asked -> asked.withPixels(pixels.layout()));
        Recognition recognition = new Recognition(
                own,
                run,
                Path.of(FOLDER, "small"),
                new ExperimentName.Model(RungKind.SMALL.title()),
                trainer,
                progress);
        return new SmallNetwork(
                recognition, training, new CohortPixels(images.cohort(), pixels, images.rows()), divisions, terms);
    }

    private record SmallNetwork(
            Recognition recognition,
            TrainingPlan training,
            CohortPixels images,
            List<Division> divisions,
            List<String> terms)
            implements LadderReader {
        @Override
        public RungKind kind() {
            return RungKind.SMALL;
        }

        @Override
        public String recipe() {
            return RunJson.text(training);
        }

        @Override
        public boolean isBegun() {
            return recognition.isBegun();
        }

        @Override
        public PredictionTable read() throws IOException {
            recognition.train(images, divisions, terms);
            return recognition.scoreInternal(images, divisions);
        }
    }

    /**
     * Notes what the network cost.
     *
     * @param seconds of training and scoring; empty where an earlier process did a part of it
     */
    void network(OptionalDouble seconds) throws IOException {
        if (!readers.isEmpty()) {
            costs.add(ReaderCost.of(RungKind.NETWORK, store.noted(RungKind.NETWORK, seconds)));
        }
    }

    /** What the others scored, each asked unless its answer lies there from before. */
    OtherReaders read() throws IOException {
        Map<RungKind, PredictionTable> tables = new EnumMap<>(RungKind.class);
        for (LadderReader reader : readers) {
            ReadRungs.Read read = store.of(reader);
            tables.put(reader.kind(), read.table());
            costs.add(ReaderCost.of(reader.kind(), read.seconds()));
        }
        return readers.isEmpty() ? OtherReaders.NONE : new OtherReaders(primary, tables);
    }

    /** What each cost, the network first. */
    List<ReaderCost> costs() {
        return List.copyOf(costs);
    }
}
