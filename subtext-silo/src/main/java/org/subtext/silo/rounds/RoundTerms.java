package org.subtext.silo.rounds;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.EarlierSums;
import org.subtext.silo.masking.MaskStream;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Quorum;

/**
 * What all parties agreed on before a round: each of them takes it from the approved plan, none from another party.
 *
 * @param sites the approved ones with their fingerprinted keys
 * @param length whole numbers of each site's vector
 * @param until when a site answers no more, whatever comes
 * @param earlier what sums that were opened before demand of the sites of this one, each party by its own record
 */
public record RoundTerms(Purpose purpose, List<PublicIdentity> sites, long length, Instant until, EarlierSums earlier) {
    public RoundTerms {
        sites = List.copyOf(sites);
        Quorum.threshold(sites.size());
        Set<String> names = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (PublicIdentity site : sites) {
            String name = site.name().value();
            if (!names.add(name) || name.equals(Mailbox.COORDINATOR)) {
                throw new IllegalArgumentException(
                        "Each site of a round has a name of its own, and none is called " + Mailbox.COORDINATOR);
            }
            if (!keys.add(site.signing())) {
                throw new IllegalArgumentException("Two sites of a round sign with one key, the second is " + name);
            }
        }
        if (length < 1 || length >= MaskStream.MOST_WORDS) {
            throw new IllegalArgumentException("a vector of " + length + " numbers cannot be masked");
        }
    }

    /** Of a sum before which none was opened. */
    public RoundTerms(Purpose purpose, List<PublicIdentity> sites, long length, Instant until) {
        this(purpose, sites, length, until, EarlierSums.NONE);
    }

    /** What letters of this attempt are addressed with. */
    public RoundId id() {
        return new RoundId(purpose.plan(), purpose.round(), purpose.attempt());
    }

    public Optional<PublicIdentity> site(String name) {
        return sites.stream().filter(site -> site.name().value().equals(name)).findFirst();
    }

    /** How many of the approved sites must take part. */
    public int quorum() {
        return Quorum.of(sites.size());
    }

    /** By which a process that was restarted sees that it goes on with the same. */
    ContentHash hash() {
        StringBuilder text = new StringBuilder(purpose.toString());
        sites.forEach(site -> text.append('\n').append(site.name()).append(' ').append(site.signing()));
        return ContentHash.ofText(text.append('\n').append(length).toString());
    }
}
