package org.subtext.volumes;

import java.util.Locale;
import java.util.Optional;

/**
 * What range of values is shown from black to white, by PS3.3 section C.11.2.1.2.1 (linear): the values from
 * centre − 0.5 − (width − 1) / 2 to centre − 0.5 + (width − 1) / 2. Of a CT both are Hounsfield units.
 *
 * @param width at least 1
 */
public record Window(double centre, double width) {
    /** Lung parenchyma. */
    public static final Window LUNG = new Window(-600, 1500);

    /** Soft tissue of the chest. */
    public static final Window MEDIASTINUM = new Window(40, 400);

    /** Bone. */
    public static final Window BONE = new Window(400, 1800);

    /** Brain. */
    public static final Window BRAIN = new Window(40, 80);

    private static final String EXPECTED = "lung, mediastinum, bone, brain or CENTRE_WIDTH (as in @-600_1500)";

    public Window {
        if (!Double.isFinite(centre) || !(width >= 1) || !Double.isFinite(width)) {
            throw new IllegalArgumentException(
                    "a window has a centre and a width of at least 1, got " + centre + " and " + width);
        }
    }

    /** A window by name (lung, mediastinum, bone, brain) or as CENTRE_WIDTH, "-600_1500"; empty when it is neither. */
    public static Optional<Window> of(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "lung":
                return Optional.of(LUNG);
            case "mediastinum":
                return Optional.of(MEDIASTINUM);
            case "bone":
                return Optional.of(BONE);
            case "brain":
                return Optional.of(BRAIN);
            default:
                break;
        }
        int between = text.indexOf('_');
        try {
            return between < 0
                    ? Optional.empty()
                    : Optional.of(new Window(
                            Double.parseDouble(text.substring(0, between)),
                            Double.parseDouble(text.substring(between + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@link #of}, for a window that a path names. */
    public static Window named(String text) throws VolumeException {
        return of(text).orElseThrow(() -> new VolumeException("an unknown window; " + EXPECTED + " was expected"));
    }

    GreyRange range() {
        double middle = centre - 0.5;
        double half = (width - 1) / 2;
        return new GreyRange(middle - half, middle + half);
    }
}
