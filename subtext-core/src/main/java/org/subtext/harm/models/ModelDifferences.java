package org.subtext.harm.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.provenance.ContentHash;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/**
 * By how much models of one finding differ on the same images, each against the first that the table names.
 *
 * @param family names of all differences that were declared
 * @param familyHash of those names, which depends on no outcome
 * @param level of the intervals that hold for all together
 * @param pairs of models, by finding
 */
public record ModelDifferences(List<String> family, ContentHash familyHash, double level, List<OfPair> pairs) {
    /** Of a table with one model. */
    public static final ModelDifferences NONE = new ModelDifferences(List.of(), ContentHash.ofText(""), 1, List.of());

    public ModelDifferences {
        family = List.copyOf(family);
        pairs = List.copyOf(pairs);
    }

    /**
     * Two models of one finding.
     *
     * @param first the model that is compared with
     * @param groups by name
     * @param reason why nothing was compared; empty where something was
     */
    public record OfPair(String finding, String first, String second, List<OfGroup> groups, String reason) {
        public OfPair {
            groups = List.copyOf(groups);
        }

        /** What tells it from all others. */
        public String title() {
            return finding + ", " + second + " less " + first;
        }
    }

    /**
     * One group.
     *
     * @param with images with the finding that one model calls and the other does not
     * @param without images without it
     * @param rates of the plan that were compared
     */
    public record OfGroup(String group, Discordant with, Discordant without, Map<Rate, OfRate> rates) {
        public OfGroup {
            rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        }
    }

    /**
     * Images that only one of the models calls.
     *
     * @param firstPatients who have such images
     * @param secondPatients likewise
     */
    public record Discordant(int firstOnly, int firstPatients, int secondOnly, int secondPatients) {}

    /**
     * One rate of one group.
     *
     * @param first by the first model, on images that both scored
     * @param second by the second
     * @param difference second less first
     * @param gap the gap to the reference by the second model, less that by the first; empty for the reference
     */
    public record OfRate(Estimate first, Estimate second, Difference difference, Optional<Difference> gap) {}

    /**
     * A difference.
     *
     * @param estimate with its own interval at 1 − alpha
     * @param simultaneous with the interval that holds for all differences of the family together
     * @param p by exchange of the models within patients, of this difference alone
     * @param adjustedP over the family
     */
    public record Difference(Estimate estimate, Estimate simultaneous, Estimate p, Estimate adjustedP) {
        /** Whether the models differ here, for all differences together. */
        public boolean isShown() {
            return simultaneous instanceof Estimate.Known known
                    && !known.interval().contains(0);
        }
    }
}
