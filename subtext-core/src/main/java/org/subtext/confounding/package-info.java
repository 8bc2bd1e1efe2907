/**
 * What columns of a table tell about the recorded attribute without any pixel, and what an image adds to them.
 *
 * <p>Start at {@code TableProbe}. Models come from Tribuo; folds keep patients whole. Knows no networks.
 */
@NullMarked
package org.subtext.confounding;

import org.jspecify.annotations.NullMarked;
