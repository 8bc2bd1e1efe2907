/**
 * Where images come from: each kind of source, the table that it makes, and the record of how.
 *
 * <p>Start at {@link org.subtext.sources.ImageSource}, which a plan holds. The making itself is in one package a kind,
 * and those know nothing of each other but the side table; nothing here knows cohorts, classes or audits.
 */
@NullMarked
package org.subtext.sources;

import org.jspecify.annotations.NullMarked;
