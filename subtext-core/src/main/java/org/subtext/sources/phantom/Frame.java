package org.subtext.sources.phantom;

/**
 * Where a point of the patient falls on the detector: roll about the middle of the chest, magnification, shift.
 *
 * <p>The beam diverges from a focus 180 cm away (120 cm at the bedside, AP). A layer at height h above the detector is
 * enlarged by focus/(focus − h); the plan's 36 cm field is already that of the middle layer in PA.
 */
record Frame(double shiftX, double shiftY, double cos, double sin, double zoom, double anteriorZoom) {
    private static final double CENTRE_Y = 18;

    static Frame of(Exposure exposure) {
        // Middle of the chest at 11 cm, heart and breasts at 5 cm in PA and 17 cm in AP.
        double middlePa = magnification(180, 11);
        double middle = magnification(exposure.frontal() ? 120 : 180, 11) / middlePa;
        double anterior = (exposure.frontal() ? magnification(120, 17) : magnification(180, 5)) / middlePa;
        return new Frame(
                exposure.shiftX(),
                exposure.shiftY(),
                Math.cos(exposure.roll()),
                Math.sin(exposure.roll()),
                middle,
                anterior);
    }

    double[] middle(double x, double y) {
        return onto(x, y, zoom);
    }

    double[] anterior(double x, double y) {
        return onto(x, y, anteriorZoom);
    }

    /** The patient's point behind a point of the detector, in the middle layer. */
    double[] back(double detectorX, double detectorY) {
        double dx = (detectorX - shiftX) / zoom;
        double dy = (detectorY - shiftY - CENTRE_Y) / zoom;
        return new double[] {dx * cos + dy * sin, CENTRE_Y + dy * cos - dx * sin};
    }

    double roll() {
        return Math.atan2(sin, cos);
    }

    private double[] onto(double x, double y, double scale) {
        double dy = y - CENTRE_Y;
        return new double[] {shiftX + scale * (x * cos - dy * sin), shiftY + CENTRE_Y + scale * (x * sin + dy * cos)};
    }

    private static double magnification(double focus, double height) {
        return focus / (focus - height);
    }
}
