/**
 * Whether signals of a stated strength are found as often as is stated, on real images and on phantoms.
 *
 * <p>Start at {@link org.subtext.bench.injection.RecoveryValidation}.
 */
@NullMarked
package org.subtext.bench.injection;

import org.jspecify.annotations.NullMarked;
