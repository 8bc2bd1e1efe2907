/**
 * What a run that taught a diagnostic model stores, what of it anybody may be told, its page and its block of a
 * terminal. Start at {@link org.subtext.report.findings.DiagnosisPage}. Knows nothing of groups: whether one is served
 * worse is asked afterwards, and told by {@code org.subtext.report.harm}.
 */
@NullMarked
package org.subtext.report.findings;

import org.jspecify.annotations.NullMarked;
