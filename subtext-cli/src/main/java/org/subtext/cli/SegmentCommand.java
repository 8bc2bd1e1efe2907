package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.learn.TorchSegmenterTrainer;
import org.subtext.problems.Argument;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Segmenter;
import org.subtext.recognition.SegmenterTrainer.TrainedSegmenter;
import org.subtext.routes.masks.MaskFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Masks for the routes: learns a region from drawn masks and marks it in every image. */
@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Learns a region (lung, body, breast) from drawn masks and marks it in other images.",
            "The masks serve `subtext explain --mask NAME=FOLDER`.",
            ""
        },
        subcommands = {SegmentCommand.Train.class, SegmentCommand.Mark.class},
        footer = {
            "",
            "Example:",
            "  subtext segment train images drawn-lungs --out lung.safetensors",
            "  subtext segment mark lung.safetensors images --out lungs",
            "  subtext explain runs/race --route masks --mask lung=lungs"
        })
final class SegmentCommand {
    /** Learns from drawn masks. */
    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"Trains a small U-Net on images and masks of the same file names.", ""},
            footer = {"", "Example:", "  subtext segment train images drawn-lungs --out lung.safetensors"})
    static final class Train implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "IMAGES", description = "Folder of images.")
        private Path images = Path.of("");

        @Parameters(index = "1", paramLabel = "MASKS", description = "Folder of drawn masks, white inside.")
        private Path masks = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "The segmenter (.safetensors).")
        @Turns(argument = Argument.OUT)
        private Path out = Path.of("");

        @Option(
                names = "--side",
                paramLabel = "PIXELS",
                defaultValue = "128",
                description = "Side of the images it sees, a multiple of 8; default: ${DEFAULT-VALUE}.")
        @Turns(argument = Argument.SEGMENT_SIDE)
        private int side;

        @Option(
                names = "--epochs",
                paramLabel = "N",
                defaultValue = "60",
                description = "Passes over the masks; default: ${DEFAULT-VALUE}.")
        private int epochs;

        @Option(names = "--seed", paramLabel = "N", description = "Default: " + AuditPlan.DEFAULT_SEED + ".")
        private long seed = AuditPlan.DEFAULT_SEED;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            return withScratch(cache -> {
                TrainedSegmenter trained = MaskFolder.train(
                        new TorchSegmenterTrainer(),
                        images,
                        masks,
                        side,
                        epochs,
                        new Seed(seed),
                        cache,
                        TerminalProgress.ofConsole());
                try (Segmenter segmenter = trained.segmenter()) {
                    segmenter.save(out);
                    print(spec, segmenter.description());
                }
            });
        }
    }

    /** Marks images. */
    @Command(
            name = "mark",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"Marks the region in every image of a folder and writes one mask an image.", ""},
            footer = {"", "Example:", "  subtext segment mark lung.safetensors images --out lungs"})
    static final class Mark implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "MODEL", description = "A segmenter (.safetensors).")
        private Path model = Path.of("");

        @Parameters(index = "1", paramLabel = "IMAGES", description = "Folder of images.")
        private Path images = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Folder of masks.")
        @Turns(argument = Argument.OUT)
        private Path out = Path.of("");

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            return withScratch(cache -> {
                try (Segmenter segmenter = new TorchSegmenterTrainer().open(model)) {
                    int count = MaskFolder.mark(segmenter, images, out, cache, TerminalProgress.ofConsole());
                    print(spec, segmenter.description());
                    print(spec, count + " masks written to " + out + ". Look at some before you rest on them.");
                }
            });
        }
    }

    /** Work with a folder for decoded pixels, removed afterwards. */
    @FunctionalInterface
    private interface ScratchWork {
        void in(Path folder) throws IOException;
    }

    private static int withScratch(ScratchWork work) throws IOException {
        Path folder = Files.createTempDirectory("subtext-segment");
        try {
            work.in(folder);
            return 0;
        } finally {
            FolderTree.delete(folder);
        }
    }

    private static void print(@Nullable CommandSpec spec, String line) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }
}
