/**
 * Audits in a browser of this machine: read only, and of no runs but those in one folder.
 *
 * <p>Start at {@link org.subtext.web.Explorer}. What a page says comes from the report's own functions, behind its
 * gate; here is neither a statistic nor a sentence about one. Nothing writes: no file, and no request but for reading,
 * unless whoever starts the server hands in {@link org.subtext.web.Changes}.
 */
@NullMarked
package org.subtext.web;

import org.jspecify.annotations.NullMarked;
