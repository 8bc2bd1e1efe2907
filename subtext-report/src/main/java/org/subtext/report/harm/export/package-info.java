/**
 * A finished run of harm for other people's forms: {@link org.subtext.report.harm.export.SubgroupTable} as a table, one
 * line a finding, rate and group, and {@link org.subtext.report.harm.export.ModelCard} as the applied model card of the
 * Coalition for Health AI. Both hold what {@link org.subtext.report.harm.HarmTold} lets anybody read and nothing else;
 * neither writes a file.
 */
@NullMarked
package org.subtext.report.harm.export;

import org.jspecify.annotations.NullMarked;
