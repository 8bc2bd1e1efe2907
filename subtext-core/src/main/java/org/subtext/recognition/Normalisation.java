package org.subtext.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.TrainingPlan.PixelScaling;

/**
 * How pixels in [0, 1] become what a network takes: in a way that has a name, or {@code (x − mean) / deviation}.
 *
 * @param kind the way with a name; null where means and deviations are given
 * @param mean one a channel, or one for all
 * @param deviation as many, none of them zero
 */
public record Normalisation(@Nullable PixelScaling kind, List<Double> mean, List<Double> deviation) {
    /** Pixels as they are. */
    public static final Normalisation UNIT = of(PixelScaling.UNIT);

    /** From −1024 to 1024, as the networks of torchxrayvision take images. */
    public static final Normalisation XRV = of(List.of(0.5), List.of(1.0 / 2048));

    /** Added to the deviation of an image by itself: keeps one of a single value finite. */
    public static final double LEAST_DEVIATION = 1e-3;

    /** Of an image by itself: keeps the gradient of its root finite. */
    public static final double LEAST_VARIANCE = 1e-12;

    private static final Normalisation IMAGENET = of(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    private static final Normalisation IMAGENET_OF_GREY = of(List.of(0.449), List.of(0.226));

    public Normalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (kind == null ? mean.isEmpty() || mean.size() != deviation.size() : !mean.isEmpty()) {
            throw new IllegalArgumentException("a normalisation has a name, or as many deviations as means");
        }
        if (!mean.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a mean must be a number, got " + mean);
        }
        if (!deviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("a deviation must be positive, got " + deviation);
        }
    }

    public static Normalisation of(PixelScaling kind) {
        return new Normalisation(kind, List.of(), List.of());
    }

    public static Normalisation of(List<Double> mean, List<Double> deviation) {
        return new Normalisation(null, mean, deviation);
    }

    /**
     * The same in means and deviations, one a channel or one for all; empty where each image has its own.
     *
     * @param channels of the images
     */
    public Optional<Normalisation> inNumbers(int channels) {
        return kind == null
                ? Optional.of(this)
                : switch (kind) {
                    case UNIT -> Optional.of(of(List.of(0.0), List.of(1.0)));
                    case ZERO_TO_255 -> Optional.of(of(List.of(0.0), List.of(1 / 255.0)));
                    case IMAGENET -> Optional.of(channels == 1 ? IMAGENET_OF_GREY : IMAGENET);
                    case STANDARDISED_PER_IMAGE -> Optional.empty();
                };
    }

    /**
     * Reads what somebody says of a network: {@code imagenet}, {@code none}, {@code 255}, {@code xrv}, {@code
     * per-image}, or means and deviations as {@code 0.485,0.456,0.406/0.229,0.224,0.225}.
     *
     * @throws InvalidInputException when it is none of these
     */
    public static Normalisation parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "imagenet" -> of(PixelScaling.IMAGENET);
            case "none" -> UNIT;
            case "255" -> of(PixelScaling.ZERO_TO_255);
            case "xrv" -> XRV;
            case "per-image" -> of(PixelScaling.STANDARDISED_PER_IMAGE);
            default -> numbers(text);
        };
    }

    private static Normalisation numbers(String text) {
        try {
            String[] parts = text.split("/", -1);
            if (parts.length == 2) {
                return of(numbersOf(parts[0]), numbersOf(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            // said below, as for a word that is not known
        }
        throw new InvalidInputException("Pixels cannot be scaled by \"" + text + "\". Say imagenet, none (0 to 1), 255,"
                + " xrv (-1024 to 1024), per-image, or MEAN/DEVIATION of pixels from 0 to 1, one or one a channel, such"
                + " as 0.485,0.456,0.406/0.229,0.224,0.225.");
    }

    private static List<Double> numbersOf(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .map(Double::valueOf)
                .toList();
    }

    /** What a card says: {@code imagenet}, {@code mean 0.5, deviation 0.25}. */
    public String words() {
        if (equals(XRV)) {
            return "-1024 to 1024";
        }
        return kind == null
                ? "mean " + listed(mean) + ", deviation " + listed(deviation)
                : switch (kind) {
                    case STANDARDISED_PER_IMAGE -> "each image to mean 0 and deviation 1";
                    case IMAGENET -> "ImageNet's mean and deviation";
                    case ZERO_TO_255 -> "0 to 255";
                    case UNIT -> "0 to 1";
                };
    }

    private static String listed(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.4g", value))
                .collect(Collectors.joining(", "));
    }
}
