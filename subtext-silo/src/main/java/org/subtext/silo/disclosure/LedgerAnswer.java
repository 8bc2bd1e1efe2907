package org.subtext.silo.disclosure;

/**
 * What a ledger says of a query.
 *
 * @param isAnswered whether its count may be told
 * @param why not, for the site's own eyes: it may tell of a few patients; "" where it may be told
 */
public record LedgerAnswer(boolean isAnswered, String why) {
    static final LedgerAnswer ANSWERED = new LedgerAnswer(true, "");

    static LedgerAnswer refused(String why) {
        return new LedgerAnswer(false, why);
    }
}
