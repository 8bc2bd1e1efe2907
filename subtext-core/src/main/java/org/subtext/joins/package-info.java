/**
 * How the keys of two tables, or of files and a table, met: counted on both sides, and why where they did not.
 *
 * <p>Start at {@link org.subtext.joins.KeyMatch}. A key is told as it is on the user's own terminal and only where it
 * names an image; of ids of patients, and everywhere else, the form is told ("6 digits here, 1 to 2 digits there").
 * Knows nothing of tables: whoever joins hands over the keys.
 * What programs change about an id is known from {@link org.subtext.identities.SpellingStep}.
 */
@NullMarked
package org.subtext.joins;

import org.jspecify.annotations.NullMarked;
