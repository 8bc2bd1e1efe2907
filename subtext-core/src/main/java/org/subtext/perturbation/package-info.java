/**
 * Changes of images that take one route away or leave only one: filters, patches, clipping, noise, smaller images,
 * masks.
 *
 * <p>One small class a kind, and {@link org.subtext.perturbation.Perturbations}, the list of kinds. What a kind must
 * say stands in {@link org.subtext.perturbation.contract.Perturbation}; spectra, regions and shared arithmetic have
 * rooms of their own below this one. Knows pixels and seeds, not patients, networks or AUCs.
 */
@NullMarked
package org.subtext.perturbation;

import org.jspecify.annotations.NullMarked;
