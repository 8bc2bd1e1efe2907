/**
 * Routes over recorded columns: what they tell alone, what the image adds, strata, exact re-weighting, confounders read
 * from the image, shuffled controls, places in a study.
 *
 * <p>Start at {@link org.subtext.routes.table.TableRoute}.
 */
@NullMarked
package org.subtext.routes.table;

import org.jspecify.annotations.NullMarked;
