package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.silo.masking.Quorum;
import org.subtext.silo.sums.Layout.Block;

/**
 * At how many sites a group can be told of. It is asked before anything is counted: a sum in which one or two sites
 * alone have patients would be these sites' own numbers, however well it is masked.
 */
final class Presence implements Operation {
    static final String NAME = "groups";
    static final String SITES_WITH_POSITIVES = "sites with patients of the class";
    static final String SITES_WITH_NEGATIVES = "sites with patients of another class";
    static final String SITES_WITHHELD = "sites that withhold the group";
    static final String SITES_AGES = "sites that tell ages of the group";
    static final String SITES_FLOW = "sites that tell who was left out";

    /** By group, 1 where it may be counted. */
    static final String OPEN = "groups that are open";

    /** By group, 1 where ages may be summed. */
    static final String AGES_OPEN = "groups whose ages are open";
    /** 1 where it may be counted who was left out. */
    static final String FLOW_OPEN = "flow is open";
    /** At how few sites the rarest is that is open: of groups, of ages, and of who was left out. */
    static final String FEWEST = "fewest sites with what is open";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know which groups enough sites have, before anything is counted.";
    }

    @Override
    public String inference() {
        return "How many sites have patients of a group and class, and how many have too few of a group to tell of it;"
                + " not which sites these are.";
    }

    @Override
    public Layout layout(Terms terms) {
        List<Block> blocks = new ArrayList<>();
        for (String name : List.of(SITES_WITH_POSITIVES, SITES_WITH_NEGATIVES, SITES_WITHHELD, SITES_AGES)) {
            blocks.add(Block.counts(name, Layout.of(terms.groups()), 1));
        }
        blocks.add(Block.counts(SITES_FLOW, Layout.ONE, 1));
        return new Layout(blocks);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        Vector vector = new Vector(layout(table.terms()));
        for (int row = 0; row < table.size(); row++) {
            vector.set(table.isPositive(row) ? SITES_WITH_POSITIVES : SITES_WITH_NEGATIVES, table.group(row), 1);
        }
        for (int group = 0; group < table.terms().groups().size(); group++) {
            vector.set(SITES_WITHHELD, group, table.isWithheld(group) ? 1 : 0);
            vector.set(SITES_AGES, group, Ages.isTold(table, group) ? 1 : 0);
        }
        vector.set(SITES_FLOW, 0, table.tellsFlow() ? 1 : 0);
        return vector.cells();
    }

    @Override
    public Told told(Terms terms, Sums sums) {
        int groups = terms.groups().size();
        double[] open = new double[groups];
        double[] ages = new double[groups];
        long fewest = sums.sites();
        long fewestAges = sums.sites();
        for (int group = 0; group < groups; group++) {
            if (whyClosed(sums, group).isEmpty()) {
                open[group] = 1;
                fewest = Math.min(fewest, sitesOf(sums, group));
                long withAges = sums.counts(SITES_AGES)[group];
                if (withAges >= Sums.FEWEST_SITES) {
                    ages[group] = 1;
                    fewestAges = Math.min(fewestAges, withAges);
                }
            }
        }
        boolean isFlowOpen = sums.count(SITES_FLOW) >= Sums.FEWEST_SITES;
        long fewestFlow = isFlowOpen ? sums.count(SITES_FLOW) : sums.sites();
        return Told.of(
                Map.of(OPEN, open, AGES_OPEN, ages, FLOW_OPEN, new double[] {isFlowOpen ? 1 : 0}, FEWEST, new double[] {
                    fewest, fewestAges, fewestFlow
                }));
    }

    /** How many of the sites that answered may be missing from a sum of what is open by group. */
    static int mostMissingOfGroups(Told told) {
        return beyondFewest(told.numbers(FEWEST, 3)[0]);
    }

    /** So of a sum of ages. */
    static int mostMissingOfAges(Told told) {
        return beyondFewest(told.numbers(FEWEST, 3)[1]);
    }

    /** So of a sum of who was left out. */
    static int mostMissingOfFlow(Told told) {
        return beyondFewest(told.numbers(FEWEST, 3)[2]);
    }

    private static int beyondFewest(double sites) {
        return (int) Math.min(Quorum.MOST_SITES, Math.max(0, sites - Sums.FEWEST_SITES));
    }

    private static long sitesOf(Sums sums, int group) {
        return Math.min(sums.counts(SITES_WITH_POSITIVES)[group], sums.counts(SITES_WITH_NEGATIVES)[group]);
    }

    /** Why nothing is told of a group; empty where its numbers may be summed. */
    static Optional<String> whyClosed(Sums sums, int group) {
        return sitesOf(sums, group) < Sums.FEWEST_SITES
                ? Optional.of("fewer than " + Sums.FEWEST_SITES + " sites tell of both classes")
                : Optional.empty();
    }
}
