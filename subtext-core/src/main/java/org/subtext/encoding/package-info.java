/**
 * What an embedding holds: files of embeddings, probes on them, and measures that do not depend on a probe's size.
 *
 * <p>Start at {@code Embeddings}. Works on vectors that anybody made. Knows no networks and no pixels.
 */
@NullMarked
package org.subtext.encoding;

import org.jspecify.annotations.NullMarked;
