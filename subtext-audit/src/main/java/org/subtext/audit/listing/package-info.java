/**
 * What a list of runs tells of a finished one, which a run notes at its end so that a list need not read all of its
 * answers. Start at {@link org.subtext.audit.listing.ListedAnswer}. Writes no file, and reads hashes alone.
 */
@NullMarked
package org.subtext.audit.listing;

import org.jspecify.annotations.NullMarked;
