/**
 * Runs started, cancelled and resumed from pages, where that was allowed when the server was started.
 *
 * <p>Start at {@link org.subtext.web.runs.Starts}. No package that reads imports this one, and what answers questions
 * or serves an assistant does not either: only the command that starts the server hands it in.
 */
@NullMarked
package org.subtext.web.runs;

import org.jspecify.annotations.NullMarked;
