package org.subtext.routes.masks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.Segmenter;
import org.subtext.routes.ChestAudit;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;

class MaskFolderTest {
    /** What marking a folder writes serves the plan's masks as it is. */
    @Test
    void masksOfASegmenterFitTheImagesByName(@TempDir Path folder) throws IOException, NotRunException {
        MeanTrainer trainer = new MeanTrainer();
        FinishedAudit audit = ChestAudit.in(folder, trainer, false);
        Path masks = folder.resolve("left");
        int written = MaskFolder.mark(
                new LeftHalf(), folder.resolve("films/images"), masks, folder.resolve("scratch"), Progress.SILENT);
        assertThat(written).isEqualTo(40);

        Evidence evidence = new MaskRoute()
                .experiments(audit, masks("left", masks)).stream()
                        .filter(one -> one.setting().experiment().equals("left inside, tested under"))
                        .findFirst()
                        .orElseThrow()
                        .run(audit, Progress.SILENT);

        assertThat(requireNonNull(evidence.predictions()).size()).isEqualTo(40);
        assertThat(evidence.sentences()).contains("Masks of left from the given mask files: every test image has one.");
        for (float[] image : trainer.scored) {
            float hidden = image[ChestAudit.SIDE - 1];
            for (int y = 0; y < ChestAudit.SIDE; y++) {
                assertThat(image[y * ChestAudit.SIDE + 40]).isEqualTo(hidden);
            }
        }
    }

    private static RoutesPlan masks(String name, Path masks) {
        return RoutesPlan.NONE.withMasks(Map.of(name, masks.toString()));
    }

    /** Marks the left half of every image. */
    private static final class LeftHalf implements Segmenter {
        @Override
        public PixelLayout layout() {
            return new PixelLayout(16, 1, Resize.AREA_AVERAGE);
        }

        @Override
        public void mark(PixelSource pixels, int[] rows, RecogniserInterior.ValueReceiver receiver, Progress progress) {
            float[] inside = new float[16 * 16];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = i % 16 < 8 ? 0.9f : 0.1f;
            }
            for (int i = 0; i < rows.length; i++) {
                receiver.accept(i, inside);
            }
        }

        @Override
        public String description() {
            return "left half";
        }

        @Override
        public void save(Path model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
