/**
 * Whether a gap is one of the cases that groups bring, or of their labels: weights that give groups one case mix, and
 * how much label noise a gap would take. Start at {@link org.subtext.statistics.casemix.ExactWeights}.
 */
@NullMarked
package org.subtext.statistics.casemix;

import org.jspecify.annotations.NullMarked;
