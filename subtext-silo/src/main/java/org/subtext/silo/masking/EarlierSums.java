package org.subtext.silo.masking;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What sums that a plan opened before demand of the sites of its next one.
 *
 * <p>That enough sites have a group is known of the sites that said so, and not which of them have it. Whoever is
 * missing later may be one that has it: so of those sites so few may be missing that {@value Quorum#FEWEST_SITES} with
 * the group are left whichever they are. And what a plan counts hangs together: the images of a class in one sum are
 * those of another, so that two sums over nearly the same sites would tell of the sites between them.
 *
 * @param counted the sites that said what they have; empty where nothing was said before
 * @param mostMissing of these, at least 0
 * @param opened over which sites the plan's other sums were opened
 */
public record EarlierSums(Set<String> counted, int mostMissing, OpenedSums opened) {
    /** Of a first sum. */
    public static final EarlierSums NONE = new EarlierSums(Set.of(), 0, new OpenedSums(List.of()));

    public EarlierSums {
        counted = Set.copyOf(counted);
        if (mostMissing < 0) {
            throw new IllegalArgumentException("fewer than no site cannot be missing, got " + mostMissing);
        }
    }

    /** Why no sum may be opened over these sites; empty where one may be. */
    public Optional<Refusal> against(Set<String> sites) {
        return isTooFew(sites)
                ? Optional.of(Refusal.TOO_FEW_TELLING)
                : opened.and(sites).told().map(told -> Refusal.DIFFERENCE);
    }

    /** Whether too many are missing, also where more of these may still come to be missing. */
    public boolean isTooFew(Set<String> sites) {
        return counted.stream().filter(site -> !sites.contains(site)).count() > mostMissing;
    }
}
