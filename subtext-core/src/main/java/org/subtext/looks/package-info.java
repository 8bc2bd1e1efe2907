/**
 * How often the same patients were looked at: a ledger beside the runs, which outlives them.
 *
 * <p>Start at {@link org.subtext.looks.LookLedger}. Whoever shows an answer about patients, of whatever capability,
 * begins a look there before numbers are computed and notes the answer before it is shown;
 * {@link org.subtext.looks.EarlierLooks} is what the reader of the answer should know of the looks before it. No id of
 * a patient is stored. Knows nothing of plans, tables or reports.
 */
@NullMarked
package org.subtext.looks;

import org.jspecify.annotations.NullMarked;
