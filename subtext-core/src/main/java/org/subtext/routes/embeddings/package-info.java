/**
 * Routes over embeddings: probes layer by layer against a control, and inspection of features.
 *
 * <p>Start at {@link org.subtext.routes.embeddings.EncodingRoute}.
 */
@NullMarked
package org.subtext.routes.embeddings;

import org.jspecify.annotations.NullMarked;
