/**
 * What a hospital may be asked beside what it was asked before, and what a table over hospitals may tell.
 *
 * <p>Start at {@link org.subtext.silo.disclosure.QueryLedger}: one at each site, which answers of its own patients
 * alone, and only where neither a number nor a difference between answered ones is of a few of them. A table over sites
 * that holds small counts would go through the gate of the reports, in {@link
 * org.subtext.silo.disclosure.SiteTotals}; the report of an audit has none, since sites answer with 0 or many. No query
 * gives a smallest or a largest value: there is no operation that does.
 */
@NullMarked
package org.subtext.silo.disclosure;

import org.jspecify.annotations.NullMarked;
