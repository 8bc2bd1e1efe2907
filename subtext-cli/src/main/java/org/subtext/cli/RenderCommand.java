package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.images.PictureForm;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.rendering.RenderPlan;
import org.subtext.rendering.Rendering;
import org.subtext.wording.Digits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes images as pictures. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes DICOM and any other images as pictures, as the program sees them, or by a published recipe.",
            "A picture holds pixels only, but keeps its image's name and folder, which may identify a patient, and so"
                    + " does render.csv, the table of the pictures beside them.",
            "What is there already is kept, so an interrupted command goes on when it is given again.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext render dicom/ --out pictures",
            "  subtext render scan.dcm#3@lung --out pictures --bits 8",
            "  subtext render images.csv --out pictures --side 224",
            "  subtext render dicom/ --out jpg --recipe mimic-cxr-jpg",
            "Exit code 2 where an image could not be rendered; the others are."
        })
final class RenderCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGES",
            description = "Folders, searched with their subfolders; images, also frames, pages and windows of them;"
                    + " tables that name images.")
    private List<Path> sources = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of the pictures.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Option(names = "--bits", paramLabel = "8|16", description = "Bits of a sample; default: those of each image.")
    @Turns(argument = Argument.RENDER_BITS)
    private @Nullable Integer bits;

    @Option(
            names = "--side",
            paramLabel = "N",
            description = "Square pictures of N pixels a side, as a network sees them; default: full size.")
    @Turns(argument = Argument.RENDER_SIDE)
    private @Nullable Integer side;

    @Option(
            names = "--window",
            paramLabel = "NAME",
            description = "lung, mediastinum, bone, brain, or CENTRE_WIDTH, of images in Hounsfield units that name no"
                    + " window; default: as the file asks.")
    @Turns(argument = Argument.RENDER_WINDOW)
    private @Nullable String window;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "mimic-cxr-jpg: stored values, full range, equalised, JPEG, as MIMIC-CXR-JPG was made.")
    @Turns(argument = Argument.RENDER_RECIPE)
    private @Nullable String recipe;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder that the paths of a table start from; default: the table's own.")
    @Turns(argument = Argument.RENDER_IMAGES)
    private @Nullable Path imageFolder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Problems problems = new Problems();
        PictureForm form = RenderPlan.form(bits, side, window, recipe, problems);
        problems.throwIfAny();
        RenderPlan plan = new RenderPlan(sources, imageFolder, out, form, window);
        Rendering.Result result =
                Rendering.run(plan, Runtime.getRuntime().availableProcessors(), TerminalProgress.ofConsole());
        result.failed().forEach(line -> err.println("Not rendered: " + line));
        PrintWriter standard = spec.commandLine().getOut();
        standard.println(Digits.counted(result.rendered(), "image", "images") + " rendered, "
                + Digits.count(result.kept()) + " there already, "
                + Digits.count(result.failed().size()) + " not rendered: " + out);
        standard.flush();
        if (result.failed().isEmpty()) {
            return 0;
        }
        err.println(Digits.counted(result.failed().size(), "image was", "images were")
                + " not rendered, each named above with its reason. Mend or take away these files and give the command"
                + " again: pictures that are there are kept.");
        err.flush();
        return 2;
    }
}
