package org.subtext.routes.injection;

/**
 * One draw of who holds the signal, and how plainly the procedure found it.
 *
 * @param strength of the signal that was put in, as far as values of a file hold it; percent
 * @param z of the AUC on the scale on which the verdict's interval leaves one half at a known value
 */
public record Trial(double strength, double z) {}
