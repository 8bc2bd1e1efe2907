/**
 * Finds identifiers again in values that would otherwise stay: names, ids, days, times and telephone numbers of one
 * patient in texts, codes, numbers and UIDs.
 *
 * <p>Start at {@link org.subtext.deidentification.identifiers.IdentifierEcho}. Knows nothing of DICOM or of tables; the
 * words that are no names and the terms that tell nothing are lists beside the classes.
 */
@NullMarked
package org.subtext.deidentification.identifiers;

import org.jspecify.annotations.NullMarked;
