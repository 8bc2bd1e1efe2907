package org.subtext.audit.plan;

import java.util.Objects;
import org.subtext.images.PixelLayout;
import org.subtext.sources.ImageSource;

/**
 * What an audit makes of images, and which of them it takes.
 *
 * @param pixels the shape every image takes
 * @param unusable what is done when images cannot be decoded, or equal pixels belong to several patients; by default
 *     what the source of the images is used to
 * @param nearDuplicates what is done when images of several patients show the same picture in another form
 */
public record ImagesPlan(PixelLayout pixels, Unusable unusable, NearDuplicates nearDuplicates) {
    /** What is done about images that cannot serve. */
    public enum Unusable {
        /** The audit is refused and all of them are listed. */
        REFUSE,
        /** They are left out and counted in the flow. */
        EXCLUDE;

        /**
         * A folder out of a hospital always holds some damaged files: they are counted and named, and the rest goes on.
         */
        private static Unusable usual(ImageSource source) {
            return source.mayHoldDamagedFiles() ? EXCLUDE : REFUSE;
        }
    }

    /** What is done about images of several patients that show the same picture in another encoding, size or crop. */
    public enum NearDuplicates {
        /** They stay, and how many they are is said. The default: likeness is a measurement, not a proof. */
        WARN,
        /** They are left out and counted in the flow. */
        EXCLUDE,
        /** The audit is refused and their rows are listed. */
        REFUSE
    }

    public ImagesPlan {
        Objects.requireNonNull(pixels, "pixels");
        Objects.requireNonNull(unusable, "unusable");
        Objects.requireNonNull(nearDuplicates, "nearDuplicates");
    }

    /** What is usual with the images of a source. */
    public static ImagesPlan usual(ImageSource source, PixelLayout pixels) {
        return new ImagesPlan(pixels, Unusable.usual(source), NearDuplicates.WARN);
    }

    public ImagesPlan withPixels(PixelLayout value) {
        return new ImagesPlan(value, unusable, nearDuplicates);
    }

    public ImagesPlan withUnusable(Unusable value) {
        return new ImagesPlan(pixels, value, nearDuplicates);
    }

    public ImagesPlan withNearDuplicates(NearDuplicates value) {
        return new ImagesPlan(pixels, unusable, value);
    }
}
