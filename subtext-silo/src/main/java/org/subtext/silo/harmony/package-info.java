/**
 * Whether a site's table means what the plan means, before anybody approves: classes by their names with the source's
 * wording, views, pixels, ages, and what a patient's id stands for.
 *
 * <p>Start at {@link org.subtext.silo.harmony.Harmony}. A value that is not mapped blocks: nobody guesses what a
 * hospital meant. What leaves a site of this is a count by class, with small ones hidden.
 */
@NullMarked
package org.subtext.silo.harmony;

import org.jspecify.annotations.NullMarked;
