package org.subtext.sources.phantom;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the images of a class have in common and those of other classes lack: the truth an audit should find.
 *
 * <p>Every signal is a faint texture, one a class, added to the attenuation inside the body.
 * Its <em>strength</em> is the root mean square of the texture in multiples of the reference noise, which is
 * 0.02 in the logarithm of the signal: the quantum noise of one pixel behind the lung on the
 * reference scanner. A patient expresses it with a factor that is uniform in [0, 2], so its mean is the strength and
 * some patients carry nearly nothing; no reader, however good, therefore reaches an AUC of one at a weak strength.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlantedSignal.None.class, name = "none"),
    @JsonSubTypes.Type(value = PlantedSignal.Band.class, name = "band"),
    @JsonSubTypes.Type(value = PlantedSignal.Region.class, name = "region"),
    @JsonSubTypes.Type(value = PlantedSignal.IntensityRange.class, name = "intensity-range")
})
public sealed interface PlantedSignal {
    /** A patient's factor is uniform between nothing and this. */
    double MOST_EXPRESSION = 2;

    /** Band of the texture of a signal that is bound to a place or an intensity, in cycles an image. */
    double DEFAULT_LOW = 5;

    /** Upper end of that band. */
    double DEFAULT_HIGH = 14;

    /** Root mean square of the texture in multiples of the reference noise; 0 for nothing planted. */
    double strength();

    /** Lower end of the texture's band, cycles an image. */
    default double lowCyclesPerImage() {
        return DEFAULT_LOW;
    }

    /** Upper end of the texture's band, cycles an image. */
    default double highCyclesPerImage() {
        return DEFAULT_HIGH;
    }

    /** Nothing: images do not depend on the class. */
    record None() implements PlantedSignal {
        @Override
        public double strength() {
            return 0;
        }
    }

    /** A texture over the whole body with all its power between two spatial frequencies. */
    record Band(double lowCyclesPerImage, double highCyclesPerImage, double strength) implements PlantedSignal {
        public Band {
            if (!(lowCyclesPerImage > 0 && lowCyclesPerImage < highCyclesPerImage)) {
                throw new IllegalArgumentException("signal band must satisfy 0 < low < high in cycles an image, got "
                        + lowCyclesPerImage + " to " + highCyclesPerImage);
            }
            requireStrength(strength);
        }
    }

    /** A texture in one tile of a 3×3 grid; row 0 is the top, column 0 the left of the image. */
    record Region(int row, int column, double strength) implements PlantedSignal {
        public Region {
            if (row < 0 || row > 2 || column < 0 || column > 2) {
                throw new IllegalArgumentException(
                        "signal region must be a tile of a 3×3 grid (rows and columns 0 to 2), got row " + row
                                + ", column " + column);
            }
            requireStrength(strength);
        }
    }

    /** A texture where the noiseless grey value lies between two shares of the grey range (0 black, 1 white). */
    record IntensityRange(double low, double high, double strength) implements PlantedSignal {
        public IntensityRange {
            if (!(low >= 0 && low < high && high <= 1)) {
                throw new IllegalArgumentException(
                        "signal intensity range must satisfy 0 <= low < high <= 1, got " + low + " to " + high);
            }
            requireStrength(strength);
        }
    }

    private static void requireStrength(double strength) {
        if (!(strength > 0 && strength <= 100)) {
            throw new IllegalArgumentException(
                    "signal strength must lie in (0, 100], got " + strength + "; for no signal use the kind 'none'");
        }
    }
}
