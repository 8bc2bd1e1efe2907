/**
 * Pictures as SVG and the little markup they stand in: axes, curves, gauges, strips, and numbers as charts letter them.
 *
 * <p>Start at {@link org.subtext.report.charts.Svg}. Knows estimates, not what a report says about them nor what it
 * hides.
 */
@NullMarked
package org.subtext.report.charts;

import org.jspecify.annotations.NullMarked;
