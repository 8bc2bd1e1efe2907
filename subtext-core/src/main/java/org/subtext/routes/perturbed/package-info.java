/**
 * Routes that change the images: the finished network tested under a perturbation, and one newly trained for it.
 *
 * <p>Start at {@link org.subtext.routes.perturbed.PerturbationRoute}. Shows what a setting does to an image in
 * {@link org.subtext.routes.perturbed.SettingStrip}.
 */
@NullMarked
package org.subtext.routes.perturbed;

import org.jspecify.annotations.NullMarked;
