/**
 * Routes that ask where: importance maps with the sanity checks without which they are called no evidence, sliding
 * occlusion, and attacks against random controls.
 *
 * <p>Start at {@link org.subtext.routes.maps.SaliencyRoute}. Asks the network for more than scores, and says so where
 * it cannot answer.
 */
@NullMarked
package org.subtext.routes.maps;

import org.jspecify.annotations.NullMarked;
