package org.subtext.sources.phantom;

/** How three imaginary machines differ: dose, sharpness and the look of their pictures. */
enum Scanner {
    /** The reference. */
    ALDER("Alder", 1.0, 0.0035, 0.95, 1.0),
    /** Fewer photons, a softer detector, a flatter picture. */
    BIRCH("Birch", 0.65, 0.0060, 0.80, 1.12),
    /** A sharp detector with a hard, dark picture. */
    CEDAR("Cedar", 1.3, 0.0025, 1.20, 0.92);

    final String label;
    /** Photons a pixel relative to the reference. */
    final double dose;
    /** Standard deviation of the Gaussian point spread, as a share of the side. */
    final double blur;
    /** Exponent of the grey curve. */
    final double gamma;
    /** Width of the window relative to the reference. */
    final double window;

    Scanner(String label, double dose, double blur, double gamma, double window) {
        this.label = label;
        this.dose = dose;
        this.blur = blur;
        this.gamma = gamma;
        this.window = window;
    }
}
