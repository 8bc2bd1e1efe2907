/**
 * Somebody's prediction table, read as findings: one truth and one score an image, finding and model, with patients,
 * groups and roles. Start at {@link org.subtext.harm.reading.FindingTableReader}; a {@link
 * org.subtext.harm.reading.HarmRequest} says which column is what, and everything that is wrong with a file is refused
 * at once. Cells, numbers and joins are read as {@code org.subtext.predictions} reads them.
 */
@NullMarked
package org.subtext.harm.reading;

import org.jspecify.annotations.NullMarked;
