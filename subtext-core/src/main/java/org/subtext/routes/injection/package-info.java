/**
 * How faint a known signal the audit's own images, patients and folds would have shown.
 *
 * <p>A {@link org.subtext.routes.injection.FaintSignal} is put into the images of a random half of the patients, and
 * whoever got it is to be recognised. {@link org.subtext.routes.injection.StrengthSearch} looks for the strength that
 * is found with a planned power; {@link org.subtext.routes.injection.InjectionRoute} is where to start.
 */
@NullMarked
package org.subtext.routes.injection;

import org.jspecify.annotations.NullMarked;
