package org.subtext.learn;

import java.nio.file.Path;
import java.util.Arrays;
import org.subtext.images.PixelLayout;
import org.subtext.learn.engine.Natives;
import org.subtext.learn.inference.NativeFailure;
import org.subtext.learn.networks.UNet;
import org.subtext.learn.training.SegmentationRun;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.recognition.SegmentationTask;
import org.subtext.recognition.Segmenter;
import org.subtext.recognition.SegmenterTrainer;
import org.subtext.wording.Digits;

/** Trains segmenters over libtorch, on the processor: a few hundred drawn masks take minutes. */
public final class TorchSegmenterTrainer implements SegmenterTrainer {
    @Override
    public TrainedSegmenter train(SegmentationTask task, Progress progress) {
        PixelLayout layout = task.images().layout();
        if (layout.side() % UNet.MULTIPLE != 0) {
            throw new InvalidInputException(Sentence.of("A segmenter takes images whose side is a multiple of "
                            + UNet.MULTIPLE + " pixels, not " + layout.side() + ". Use ")
                    .set(Argument.SEGMENT_SIDE, "128")
                    .and("."));
        }
        Natives.load();
        return NativeFailure.explained("training a segmenter", () -> {
            UNet network = UNet.create(layout.channels(), task.seed());
            double[] dice = new SegmentationRun(task, network).train(progress);
            double mean = Arrays.stream(dice).average().orElseThrow();
            double worst = Arrays.stream(dice).min().orElseThrow();
            String description = "U-Net at " + layout.side() + " x " + layout.side() + ", trained on "
                    + task.training().length + " drawn masks; overlap (Dice) with " + dice.length + " others "
                    + Digits.fixed(mean, 3) + " on average, " + Digits.fixed(worst, 3) + " at worst.";
            return new TrainedSegmenter(new TorchSegmenter(network, layout, description), mean, worst);
        });
    }

    @Override
    public Segmenter open(Path model) {
        Natives.load();
        return TorchSegmenter.open(model);
    }
}
