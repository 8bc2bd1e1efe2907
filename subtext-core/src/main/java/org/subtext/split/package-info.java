/**
 * Who is learned from and who is tested on: always whole patients.
 *
 * <p>Start at {@link org.subtext.split.PatientSplit} and {@link org.subtext.split.PatientFolds}; {@link
 * org.subtext.split.SplitAudit} proves of anybody's split that no patient is in two parts, or counts the leak. A split
 * depends on the patients, their classes and the seed, never on row order or threads.
 */
@NullMarked
package org.subtext.split;

import org.jspecify.annotations.NullMarked;
