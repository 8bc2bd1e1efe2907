package org.subtext.silo.visits;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.subtext.statistics.Estimate;

/**
 * What recognisers of some hospitals tell at all of them: AUCs of one class against the others, from images with
 * patients as clusters.
 *
 * @param positive the class
 * @param sites in the order of names
 * @param visits one for each pair of sites, also of a site with itself: on patients from whom it did not learn
 * @param leftOut one a site: a recogniser learnt by all others together, at the site that it never saw
 */
public record VisitMatrix(String positive, List<String> sites, List<Visit> visits, List<LeftOut> leftOut) {
    /**
     * A recogniser away from home, or at home.
     *
     * @param from where it learnt, alone
     * @param at whose patients it reads
     */
    public record Visit(String from, String at, Estimate auc) {
        public boolean isAtHome() {
            return from.equals(at);
        }
    }

    /** What all other sites together tell of the patients of one. */
    public record LeftOut(String site, Estimate auc) {}

    public VisitMatrix {
        sites = List.copyOf(sites);
        visits = List.copyOf(visits);
        leftOut = List.copyOf(leftOut);
    }

    /** The visit of one site's recogniser to another. */
    public Estimate auc(String from, String at) {
        return visits.stream()
                .filter(visit -> visit.from().equals(from) && visit.at().equals(at))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no visit from " + from + " to " + at))
                .auc();
    }

    /** The site at which the others' recogniser tells least; empty where none is known. */
    public Optional<LeftOut> worstLeftOut() {
        return leftOut.stream()
                .filter(one -> one.auc().isDefined())
                .min(Comparator.comparingDouble(one -> one.auc().valueOr(1)));
    }

    /** The visit that lost most against the same recogniser at home; empty where no pair is known. */
    public Optional<Visit> worstJourney() {
        return visits.stream()
                .filter(visit -> !visit.isAtHome()
                        && visit.auc().isDefined()
                        && auc(visit.from(), visit.from()).isDefined())
                .min(Comparator.comparingDouble(visit ->
                        visit.auc().valueOr(1) - auc(visit.from(), visit.from()).valueOr(0)));
    }
}
