/**
 * Routes over regions of the image: masks drawn or built in, what lies inside and outside, and grey levels within them.
 *
 * <p>Start at {@link org.subtext.routes.masks.MaskRoute}.
 */
@NullMarked
package org.subtext.routes.masks;

import org.jspecify.annotations.NullMarked;
