/**
 * Readers of an audit's images beside the network that its plan asks for: cheap ones, and other people's embeddings.
 *
 * <p>Start at {@link org.subtext.audit.ladder.ReadRungs}, which asks each {@link org.subtext.audit.ladder.LadderReader}
 * once and stores what it scored. Knows cohorts, pixels and folds; neither plans nor reports nor what is concluded.
 */
@NullMarked
package org.subtext.audit.ladder;

import org.jspecify.annotations.NullMarked;
