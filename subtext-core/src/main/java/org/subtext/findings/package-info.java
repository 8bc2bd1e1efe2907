/**
 * What is recorded of findings, one value an image: present, absent, uncertain or nothing. Start at {@link
 * org.subtext.findings.Findings}, the truths of a cohort; {@link org.subtext.findings.TruthColumn} reads the cells of a
 * column for whoever has one. Knows no scores and no models.
 */
@NullMarked
package org.subtext.findings;

import org.jspecify.annotations.NullMarked;
