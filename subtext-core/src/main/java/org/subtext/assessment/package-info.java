/**
 * From a prediction table to a verdict: every estimate of one question, and the rule by which it is answered.
 *
 * <p>Start at {@link org.subtext.assessment.Assessment}, the tree that {@code estimates.json} holds and the report
 * renders. The rule is part of the plan, fixed before any number is seen. Knows nothing of images, networks or files of
 * a run.
 */
@NullMarked
package org.subtext.assessment;

import org.jspecify.annotations.NullMarked;
