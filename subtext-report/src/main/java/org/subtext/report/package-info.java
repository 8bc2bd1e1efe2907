/**
 * The report: one self-contained HTML file, its PDF, and the block printed on a terminal.
 *
 * <p>Start at {@link org.subtext.report.HtmlReport}; its input is a {@link org.subtext.report.ReportContent}. Renders
 * estimates and computes none; holds the wording rules, the chart kit and the suppression of small cells. Knows no
 * files of a run, no cohort and no image of a patient that it was not handed.
 */
@NullMarked
package org.subtext.report;

import org.jspecify.annotations.NullMarked;
