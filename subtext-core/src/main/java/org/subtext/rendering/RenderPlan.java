package org.subtext.rendering;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PictureForm;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.volumes.Window;

/**
 * What is made pictures of, as what, and where they go.
 *
 * @param sources folders, files, images within files ({@code scan.dcm#3@lung}) and tables that name files
 * @param imageFolder where paths of tables start; null for the table's own folder
 * @param out the folder of the pictures
 * @param window in Hounsfield units, for images that name none; null to show each as its file asks
 */
public record RenderPlan(
        List<Path> sources,
        @Nullable Path imageFolder,
        Path out,
        PictureForm form,
        @Nullable String window) {
    /** The published recipe that is known. */
    public static final String MIMIC_CXR_JPG = "mimic-cxr-jpg";

    public RenderPlan {
        sources = List.copyOf(sources);
    }

    /**
     * A form from what a user gave.
     *
     * @param bits null for those of each image
     * @param side null for full size
     * @param recipe null for images as they are seen
     * @param problems receives what does not fit
     */
    public static PictureForm form(
            @Nullable Integer bits,
            @Nullable Integer side,
            @Nullable String window,
            @Nullable String recipe,
            Problems problems) {
        boolean bitsFit = bits == null || bits == 8 || bits == 16;
        boolean sideFits = side == null || side >= PictureForm.SMALLEST_SIDE && side <= PictureForm.LARGEST_SIDE;
        if (!bitsFit) {
            problems.add(Sentence.of(Argument.RENDER_BITS).and(" must be 8 or 16, got " + bits + "."));
        }
        if (!sideFits) {
            problems.add(Sentence.of(Argument.RENDER_SIDE)
                    .and(" must lie between " + PictureForm.SMALLEST_SIDE + " and " + PictureForm.LARGEST_SIDE
                            + " pixels, got " + side + "."));
        }
        if (window != null && Window.of(window).isEmpty()) {
            problems.add(Sentence.of(Argument.RENDER_WINDOW)
                    .and(" must be lung, mediastinum, bone, brain or CENTRE_WIDTH, as in -600_1500, got \"" + window
                            + "\"."));
        }
        if (recipe == null) {
            return new PictureForm.AsSeen(bitsFit ? bits : null, sideFits ? side : null);
        }
        if (!recipe.equals(MIMIC_CXR_JPG)) {
            problems.add(Sentence.of(Argument.RENDER_RECIPE)
                    .and(" must be " + MIMIC_CXR_JPG + ", the one recipe that is known, got \"" + recipe + "\"."));
        }
        if (bits != null || side != null || window != null) {
            problems.add(
                    Sentence.of("A recipe says itself how pictures are made: stored values, no window, 8 bits, full"
                                    + " size. Leave out what stands beside ")
                            .and(Argument.RENDER_RECIPE)
                            .and(", or the recipe."));
        }
        return new PictureForm.OfMimicCxrJpg();
    }
}
