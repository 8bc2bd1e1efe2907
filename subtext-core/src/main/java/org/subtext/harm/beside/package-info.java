/**
 * What stands beside the gaps of {@code harm}, so that a gap is not read for more than it is: each group's own curve,
 * calibration against what perfect probabilities would show, net benefit, gaps after the cases are matched, how much
 * label error would explain them, and intersections drawn towards one another. Start at {@link
 * org.subtext.harm.beside.BesideAssessor}.
 */
@NullMarked
package org.subtext.harm.beside;

import org.jspecify.annotations.NullMarked;
