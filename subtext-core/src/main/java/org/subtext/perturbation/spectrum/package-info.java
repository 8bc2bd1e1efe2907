/**
 * What a filter does to the frequencies of an image: the real Fourier transform of a square plane, by lanes that become
 * vector instructions, radial filters and amplitudes and phases apart.
 *
 * <p>Start at {@link org.subtext.perturbation.spectrum.RadialFilter}. Knows arrays, not kinds of perturbation; public
 * for the kinds, for signals that are put in and for readers of spectra.
 */
@NullMarked
package org.subtext.perturbation.spectrum;

import org.jspecify.annotations.NullMarked;
