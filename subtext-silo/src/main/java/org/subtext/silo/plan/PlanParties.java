package org.subtext.silo.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.Quorum;

/**
 * Who adds up, and who is asked.
 *
 * @param coordinator who adds up
 * @param sites {@value Quorum#FEWEST_SITES} to {@value Quorum#MOST_SITES}, no name and no key twice
 */
public record PlanParties(PublicIdentity coordinator, List<PublicIdentity> sites) {
    public PlanParties {
        sites = List.copyOf(sites);
        if (sites.size() < Quorum.FEWEST_SITES || sites.size() > Quorum.MOST_SITES) {
            throw new IllegalArgumentException("A plan has " + Quorum.FEWEST_SITES + " to " + Quorum.MOST_SITES
                    + " sites: with fewer, what one sent could be read off the sum; got " + sites.size());
        }
        Set<String> seen = new HashSet<>(Set.of(coordinator.name().value(), coordinator.signing()));
        seen.add(coordinator.sealing());
        for (PublicIdentity site : sites) {
            if (!seen.add(site.name().value()) || !seen.add(site.signing()) || !seen.add(site.sealing())) {
                throw new IllegalArgumentException("Two parties of the plan have the same name or key: " + site.name());
            }
        }
    }

    /** The site of a name, if it is asked. */
    public Optional<PublicIdentity> site(PartyName wanted) {
        return sites.stream().filter(site -> site.name().equals(wanted)).findFirst();
    }

    /** The coordinator or site of a name. */
    public Optional<PublicIdentity> party(PartyName wanted) {
        return coordinator.name().equals(wanted) ? Optional.of(coordinator) : site(wanted);
    }

    /** How many sites must take part to the end: {@code max(floor(2n/3) + 1, 3)}. */
    public int quorum() {
        return Quorum.of(sites.size());
    }
}
