/**
 * Reads what de-identification wrote and proves it, from the bytes and without a line of the program that wrote them.
 *
 * <p>Start at {@link org.subtext.deidentification.verification.Verification}. The walks over files and code streams are
 * small on purpose: whoever answers for patients should be able to read them. They take lists alone from the cleaner:
 * attributes that may stay, terms, characters of one look. A finding says which file and what kind, never what was
 * found. Must not import the package that cleans, nor anything that changes files.
 */
@NullMarked
package org.subtext.deidentification.verification;

import org.jspecify.annotations.NullMarked;
