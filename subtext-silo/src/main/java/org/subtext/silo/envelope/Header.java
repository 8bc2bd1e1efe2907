package org.subtext.silo.envelope;

import java.util.regex.Pattern;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PartyName;

/**
 * What stands on an envelope, readable by whoever carries it.
 *
 * @param plan hash of the plan that it belongs to
 * @param round from 0, which is before the first
 * @param attempt from 1; a round that failed is tried again under the next
 * @param sender who signed it
 * @param recipient whom it is sealed for
 * @param kind what is in it, as lower-case words with hyphens: {@code masked-vector}
 * @param sequence of this sender to this recipient, never used twice
 */
public record Header(
        ContentHash plan, int round, int attempt, PartyName sender, PartyName recipient, String kind, long sequence) {
    private static final Pattern KIND = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final int LONGEST_KIND = 40;

    public Header {
        if (round < 0 || attempt < 1 || sequence < 0) {
            throw new IllegalArgumentException("An envelope's round and sequence are not negative, its attempt is at"
                    + " least 1, got round " + round + ", attempt " + attempt + ", sequence " + sequence);
        }
        if (kind.length() > LONGEST_KIND || !KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("A kind is up to 40 lower-case letters in words joined by hyphens");
        }
    }
}
