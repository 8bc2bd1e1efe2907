/**
 * What made this: seeds by name, content hashes, software versions, and files that are written whole or not at all.
 *
 * <p>Start at {@link org.subtext.provenance.Seed}. Leaf package: imports nothing of ours.
 */
@NullMarked
package org.subtext.provenance;

import org.jspecify.annotations.NullMarked;
