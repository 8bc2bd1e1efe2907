/**
 * How near readers come to what physics allows: observers who know the statistics of the phantoms, or even each
 * background, read the same planted texture as the rungs of an audit. Start at {@link
 * org.subtext.bench.limit.PhysicalLimit}.
 */
@NullMarked
package org.subtext.bench.limit;

import org.jspecify.annotations.NullMarked;
