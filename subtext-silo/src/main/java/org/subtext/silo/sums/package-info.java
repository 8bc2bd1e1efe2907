/**
 * What a hospital counts, and what the sum of all hospitals says: installed operations by name.
 *
 * <p>Start at {@link org.subtext.silo.sums.Operation}: from a {@link org.subtext.silo.sums.SiteTable} to whole numbers
 * whose places are known from the {@link org.subtext.silo.sums.Terms} alone. Nothing here knows an id, a path or a text
 * of a table: a table of a site holds ordinals, and no patients of a group that is too small to be told of. Knows
 * nothing of transport or secrets.
 */
@NullMarked
package org.subtext.silo.sums;

import org.jspecify.annotations.NullMarked;
