package org.subtext.perturbation;

import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.GaussianKernel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Gaussian blur within the image, equal to scipy.ndimage.gaussian_filter with its defaults.
 *
 * @param sigmaPixels standard deviation in pixels of the image that the network sees
 */
public record GaussianBlur(double sigmaPixels) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "blur",
                    PerturbationFamily.BLUR,
                    "standard deviation (pixels)",
                    1,
                    List.of("blur 0.5", "blur 1", "blur 2", "blur 4", "blur 8"),
                    numbers -> new GaussianBlur(numbers.get(0)))
            .trainedFor("blur 1", "blur 4");

    public GaussianBlur {
        if (!(sigmaPixels >= 0.1 && sigmaPixels <= 200)) {
            throw new IllegalArgumentException("the standard deviation must lie between 0.1 and 200 pixels");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(sigmaPixels);
    }

    @Override
    public Role role() {
        return new Role.Rung(
                KIND.parameters(), sigmaPixels, Role.Harsher.LARGER, "blur of standard deviation %s pixels");
    }

    @Override
    public String description() {
        return "Gaussian blur of standard deviation " + Digits.parameter(sigmaPixels) + " pixels";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return new GaussianKernel(sigmaPixels).reach() == 0;
    }

    @Override
    public Perturbation studyFaithful() {
        return new AcrossImages(this, null);
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        GaussianKernel kernel = new GaussianKernel(sigmaPixels);
        return EachChannel.change(image, (values, offset) -> kernel.blur(values, offset, image.side()));
    }

    /**
     * The study's blur: its filter ran over the whole stack of test images, so each image is also a weighted mean of
     * the images before and after it, of other patients (study definition 2.6). The order here is that of the pixel
     * rows.
     */
    private record AcrossImages(GaussianBlur blur, @Nullable PixelSource stack) implements PlannedPerturbation {
        @Override
        public PerturbationKind kind() {
            return KIND;
        }

        @Override
        public List<Double> numbers() {
            return blur.numbers();
        }

        @Override
        public Role role() {
            return blur.role();
        }

        @Override
        public String description() {
            return "as the study's code: " + blur.description()
                    + ", and as much across neighbouring images of other patients";
        }

        @Override
        public Perturbation prepared(PixelSource pixels, int[] trainingRows) {
            return new AcrossImages(blur, pixels);
        }

        @Override
        public PixelValues apply(PixelValues image, int row, Seed seed) {
            if (stack == null) {
                throw new IllegalStateException("a blur across images needs the images: call prepared first");
            }
            GaussianKernel kernel = new GaussianKernel(blur.sigmaPixels());
            float[] values = image.values();
            float[] neighbour = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] *= kernel.weight(0);
            }
            for (int k = -kernel.reach(); k <= kernel.reach(); k++) {
                if (k == 0) {
                    continue;
                }
                stack.read(GaussianKernel.mirrored(row + k, stack.size()), FloatBuffer.wrap(neighbour));
                float weight = kernel.weight(Math.abs(k));
                for (int i = 0; i < values.length; i++) {
                    values[i] += weight * neighbour[i];
                }
            }
            return blur.apply(image, row, seed);
        }
    }
}
