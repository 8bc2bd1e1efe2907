/**
 * One page for a privacy office: what went in and out, what was kept and why, what was removed, and what was not looked
 * at.
 *
 * <p>Start at {@link org.subtext.deidentification.summary.SummaryPage}. Made of counts and of the log's own words,
 * never of a value, a name of a column or a name of a file. Knows nothing of how files are cleaned.
 */
@NullMarked
package org.subtext.deidentification.summary;

import org.jspecify.annotations.NullMarked;
