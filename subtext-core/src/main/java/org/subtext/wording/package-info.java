/**
 * Numbers, shares, intervals, p-values and lists as sentences and tables write them; {@link org.subtext.wording.Digits}
 * is where to start.
 *
 * <p>Two kinds of numbers are written differently. What a person chose (a margin, a level, a threshold) is written with
 * every digit it has, since a rule that is printed rounded is another rule. What was estimated is written with a fixed
 * number of decimals, since more would claim a precision that it does not have. All is the same in every locale.
 */
@NullMarked
package org.subtext.wording;

import org.jspecify.annotations.NullMarked;
