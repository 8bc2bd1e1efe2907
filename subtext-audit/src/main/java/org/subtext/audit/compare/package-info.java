/**
 * Two finished runs beside each other: differences on the patients that both assessed. Begin with
 * {@link org.subtext.audit.compare.RunComparison}. Nothing here writes.
 */
@NullMarked
package org.subtext.audit.compare;

import org.jspecify.annotations.NullMarked;
