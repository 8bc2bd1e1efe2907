package org.subtext.harm;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.subtext.provenance.ContentHash;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * What was found, by finding.
 *
 * @param family names of all gaps that were declared, in the order tested
 * @param familyHash of those names, which depends on no outcome
 * @param level of the simultaneous intervals
 * @param findings in the order of the table
 */
public record HarmAssessment(List<String> family, ContentHash familyHash, double level, List<OfFinding> findings) {
    public HarmAssessment {
        family = List.copyOf(family);
        findings = List.copyOf(findings);
    }

    /** All gaps in all findings, assessed or not. */
    public Stream<Gap> gaps() {
        return findings.stream().flatMap(finding -> finding.gaps().stream());
    }

    /**
     * One finding.
     *
     * @param model whose scores were judged; empty where there is one
     * @param thresholds of all groups, one a judged part
     * @param isOptimistic whether they were chosen on the judged rows themselves
     * @param groups all groups by name, assessed or not
     * @param gaps every group but the reference in every rate
     * @param ranges highest less lowest by rate, beside what chance gives
     */
    public record OfFinding(
            String finding,
            String model,
            List<Estimate> thresholds,
            boolean isOptimistic,
            List<OfGroup> groups,
            List<Gap> gaps,
            Map<Rate, Range> ranges) {
        public OfFinding {
            thresholds = List.copyOf(thresholds);
            groups = List.copyOf(groups);
            gaps = List.copyOf(gaps);
            ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
        }

        /**
         * One group.
         *
         * @throws IllegalArgumentException where there is none of that name
         */
        public OfGroup group(String name) {
            return groups.stream()
                    .filter(one -> one.group().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no group " + name));
        }

        /** The gap of a group in a rate; empty for the reference. */
        public Optional<Gap> gap(Rate rate, String group) {
            return gaps.stream()
                    .filter(one -> one.rate() == rate && one.group().equals(group))
                    .findFirst();
        }

        /** What tells it from all others. */
        public String title() {
            return model.isEmpty() ? finding : finding + " by " + model;
        }
    }

    /**
     * One group on the judged rows.
     *
     * @param patients with a row that took part
     * @param leftOut judged rows that did not
     * @param uncertain judged rows whose truth is recorded as uncertain, whatever was made of them
     * @param cells at the threshold; empty without one
     * @param rates of the plan, each with an interval by patient
     * @param auc with an interval by patient
     */
    public record OfGroup(
            String group,
            int patients,
            LeftOut leftOut,
            long uncertain,
            Optional<Cells> cells,
            Map<Rate, Estimate> rates,
            Estimate auc) {
        public OfGroup {
            rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        }
    }

    /**
     * Rows that took no part.
     *
     * @param withoutTruth rows
     * @param withoutScore rows that have a truth
     * @param patients who have such a row
     */
    public record LeftOut(long withoutTruth, long withoutScore, int patients) {
        public long rows() {
            return withoutTruth + withoutScore;
        }
    }

    /**
     * How calls and truth met.
     *
     * @param rows in each cell
     * @param patients with a row in it, so that one may be in several
     */
    public record Cells(Outcomes rows, Outcomes patients) {}

    /**
     * One group less the reference in one rate.
     *
     * @param estimate with its own interval at 1 − alpha
     * @param simultaneous with the interval that holds for all gaps together
     * @param p by exchange of groups, of this gap alone
     * @param adjustedP over the family
     * @param harmed the group that the gap speaks against, by its sign; empty without a gap
     * @param rowsNeeded of the group in this rate, to settle what cannot be told; empty where settled or not to be
     *     foretold
     * @param reason why it was not assessed; empty where it was
     */
    public record Gap(
            Rate rate,
            String group,
            String reference,
            Estimate estimate,
            Estimate simultaneous,
            Estimate p,
            Estimate adjustedP,
            Verdict verdict,
            Optional<String> harmed,
            OptionalLong rowsNeeded,
            String reason) {}

    /**
     * Highest less lowest rate over assessed groups.
     *
     * @param expected where groups are equal
     * @param p share of exchanges that reach it
     * @param worst groups that the rate serves worst, by name
     */
    public record Range(Estimate value, Estimate expected, Estimate p, List<String> worst) {
        public Range {
            worst = List.copyOf(worst);
        }
    }
}
