/**
 * Changes of images that take one route away or leave only one: filters, patches, clipping, noise, smaller images, masks.
 *
 * <p>Start at {@link org.subtext.perturbation.Perturbation}, one small class a kind, and
 * {@link org.subtext.perturbation.Perturbations}, the list of kinds. Knows pixels and seeds, not patients, networks or AUCs.
 */
@NullMarked
package org.subtext.perturbation;

import org.jspecify.annotations.NullMarked;
