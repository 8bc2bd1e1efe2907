/**
 * What a change of images is, whichever kind it is of: its name, what it does to pixels, and what it keeps or takes
 * away.
 *
 * <p>Start at {@link org.subtext.perturbation.contract.Perturbation} and
 * {@link org.subtext.perturbation.contract.PerturbationKind}. Knows no kind by name.
 */
@NullMarked
package org.subtext.perturbation.contract;

import org.jspecify.annotations.NullMarked;
