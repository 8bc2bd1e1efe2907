/**
 * What columns of a table tell about the recorded attribute without any pixel, and what an image adds to them.
 *
 * <p>Start at {@link org.subtext.confounding.TableProbe}: recorded columns become numbers ({@link
 * org.subtext.confounding.TableEncoder}), a {@link org.subtext.confounding.TabularClassifier} learns from them, and
 * every row is predicted out of fold. {@link org.subtext.confounding.BalancingWeights} match classes in what is
 * recorded. Models come from Tribuo, which no other package knows; folds keep patients whole. Knows no networks.
 */
@NullMarked
package org.subtext.confounding;

import org.jspecify.annotations.NullMarked;
