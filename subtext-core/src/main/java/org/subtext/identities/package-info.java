/**
 * Who is who: one person written in several ways, several people under one id, and rows of nobody.
 *
 * <p>Start at {@link org.subtext.identities.Identities}, which judges one column of ids and says of every row whose it
 * is; {@link org.subtext.identities.Spelling} folds one id, {@link org.subtext.identities.IdRule} is what a user says
 * of spellings. Whoever reads patients from a table asks here. What is refused and what is only said:
 * docs/adr/0023-who-is-who.md. Row numbers leave this package, ids never do.
 */
@NullMarked
package org.subtext.identities;

import org.jspecify.annotations.NullMarked;
