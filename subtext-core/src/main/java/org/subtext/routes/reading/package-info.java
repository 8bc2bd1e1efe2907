/**
 * From evidence to answers: all settings assessed together on the same draws, ladders and elements read, routes pointed
 * at, the short answer.
 *
 * <p>Start at {@link org.subtext.routes.reading.RouteAssessor}. Pure: trains nothing, reads no files, and reads nothing
 * from words.
 */
@NullMarked
package org.subtext.routes.reading;

import org.jspecify.annotations.NullMarked;
