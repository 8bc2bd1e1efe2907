/**
 * What a run that taught a diagnostic model leaves: a table of truths, scores and recorded columns, and what was read
 * off it. Start at {@link org.subtext.audit.diagnosis.DiagnosisFolder}. Trains nothing.
 */
@NullMarked
package org.subtext.audit.diagnosis;

import org.jspecify.annotations.NullMarked;
