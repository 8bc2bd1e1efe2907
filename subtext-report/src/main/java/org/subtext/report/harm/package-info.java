/**
 * What may be said of harm, and how: {@link org.subtext.report.harm.HarmContent} is what a run stores, {@link
 * org.subtext.report.harm.HarmTold} what of it anybody may read, {@link org.subtext.report.harm.HarmSummary} the block
 * of a terminal, {@link org.subtext.report.harm.HarmPage} the page. Nothing is written that did not come through the
 * gate.
 */
@NullMarked
package org.subtext.report.harm;

import org.jspecify.annotations.NullMarked;
