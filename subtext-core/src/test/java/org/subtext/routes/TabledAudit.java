package org.subtext.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/** A finished, cross-validated audit of a table, with scores and pixels that a test makes up. */
public final class TabledAudit {
    private static final int FOLDS = 4;

    private TabledAudit() {}

    /**
     * An audit of the attribute "sex".
     *
     * @param lines header and rows of a table with the columns image, patient and sex
     * @param score the first class's score of the image at a position, in (0, 1)
     * @param grey of all pixels of the image at a position
     */
    public static FinishedAudit of(
            Path folder, List<String> lines, IntToDoubleFunction score, IntToDoubleFunction grey) {
        return of(folder, cohort(folder, lines), score, grey);
    }

    /** An audit of any cohort of two classes. */
    public static FinishedAudit of(Path folder, Cohort cohort, IntToDoubleFunction score, IntToDoubleFunction grey) {
        PixelSource pixels = new Flat(cohort.size(), grey);
        List<Fold> folds = folds(cohort, folder);
        FinishedAudit audit = new FinishedAudit(
                cohort,
                pixels,
                IntStream.range(0, cohort.size()).toArray(),
                folds,
                new PredictionTableBuilder(cohort.classNames()).build(),
                new LogisticTrainer(),
                TrainingPresets.SMALL.plan().withPasses(passes -> passes.withEpochs(1)),
                AssessmentPlan.ofDefaults(1).withDraws(400),
                new Seed(11),
                folder,
                false);
        PredictionTableBuilder table = audit.table();
        Setting internal = new Setting("internal", new Subject.Named("internal"), Mode.TESTED_UNDER);
        for (Fold fold : folds) {
            for (int position : fold.test()) {
                float first = (float) score.applyAsDouble(position);
                audit.add(table, internal, fold, position, new float[] {first, 1 - first});
            }
        }
        return new FinishedAudit(
                cohort,
                pixels,
                audit.rows(),
                folds,
                table.build(),
                audit.trainer(),
                audit.training(),
                audit.assessment(),
                audit.seed(),
                folder,
                false);
    }

    private static Cohort cohort(Path folder, List<String> lines) {
        try {
            for (String line : lines.subList(1, lines.size())) {
                Files.write(folder.resolve(line.substring(0, line.indexOf(','))), new byte[] {1});
            }
            Path table = Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
            return CohortReader.read(CohortPlan.of(table, "sex"), Progress.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Fold> folds(Cohort cohort, Path folder) {
        List<String> patients = List.copyOf(cohort.patients().keySet());
        int[] foldOf = cohort.images().stream()
                .mapToInt(image -> patients.indexOf(image.patient()) % FOLDS)
                .toArray();
        List<Fold> folds = new ArrayList<>();
        for (int f = 0; f < FOLDS; f++) {
            int test = f;
            int validation = (f + 1) % FOLDS;
            folds.add(new Fold(
                    "fold " + (f + 1),
                    folder.resolve("fold-" + f),
                    at(foldOf, fold -> fold != test && fold != validation),
                    at(foldOf, fold -> fold == validation),
                    at(foldOf, fold -> fold == test)));
        }
        return folds;
    }

    private static int[] at(int[] foldOf, java.util.function.IntPredicate wanted) {
        return IntStream.range(0, foldOf.length)
                .filter(position -> wanted.test(foldOf[position]))
                .toArray();
    }

    /** Images of one grey value each. */
    private record Flat(int size, IntToDoubleFunction grey) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        }

        @Override
        public void read(int row, FloatBuffer target) {
            float[] values = new float[16];
            Arrays.fill(values, (float) grey.applyAsDouble(row));
            target.put(values);
        }
    }
}
