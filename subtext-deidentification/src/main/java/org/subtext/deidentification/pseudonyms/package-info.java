/**
 * What stands in for ids, days and ages: pseudonyms made with a secret salt, days moved by patient, ages topped at 90.
 *
 * <p>Start at {@link org.subtext.deidentification.pseudonyms.Pseudonyms}. Nothing here knows what a file or a table is.
 */
@NullMarked
package org.subtext.deidentification.pseudonyms;

import org.jspecify.annotations.NullMarked;
