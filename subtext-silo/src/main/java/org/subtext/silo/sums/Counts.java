package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;

/**
 * Patients and images by group and class, how many sites tell of a group, and who was left out.
 *
 * <p>Patients with images of both classes are among those of each. How many patients there are in all is not told: with
 * these two it would tell of those few who have images of both, or of one alone.
 */
final class Counts implements Operation {
    static final String NAME = "counts";
    static final String PATIENTS_WITH_POSITIVES = "patients with an image of the class";
    static final String PATIENTS_WITH_NEGATIVES = "patients with an image of another class";
    static final String POSITIVES = "images of the class";
    static final String NEGATIVES = "images of another class";
    static final String SITES_WITH_POSITIVES = "sites with patients of the class";
    static final String SITES_WITH_NEGATIVES = "sites with patients of another class";
    static final String SITES_WITHHELD = "sites that withhold the group";
    static final String LEFT_OUT = "patients left out";
    static final String SITES_FLOW = "sites that tell who was left out";

    /** By group, 1 where further sums may be opened. */
    static final String OPEN = "groups that are open";

    /** More images than any site has. */
    static final long MOST = 1_000_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know how many patients and images of each group and class all sites have together.";
    }

    @Override
    public String inference() {
        return "How many patients of a group and class the sites have together, and how many sites have too few of a"
                + " group to tell of it; not which sites these are.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places groups = Layout.of(terms.groups());
        List<Block> blocks = new ArrayList<>();
        for (String name : List.of(PATIENTS_WITH_POSITIVES, PATIENTS_WITH_NEGATIVES, POSITIVES, NEGATIVES)) {
            blocks.add(Block.counts(name, groups, MOST));
        }
        blocks.add(Block.counts(SITES_WITH_POSITIVES, groups, 1));
        blocks.add(Block.counts(SITES_WITH_NEGATIVES, groups, 1));
        blocks.add(Block.counts(SITES_WITHHELD, groups, 1));
        blocks.add(Block.counts(LEFT_OUT, Layout.of(terms.flow()), MOST));
        blocks.add(Block.counts(SITES_FLOW, Layout.ONE, 1));
        return new Layout(blocks);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        Terms terms = table.terms();
        Vector vector = new Vector(layout(terms));
        boolean[] withPositives = table.patientsWith(true);
        boolean[] withNegatives = table.patientsWith(false);
        for (int patient = 0; patient < table.patientCount(); patient++) {
            int group = table.groupOfPatient(patient);
            vector.add(PATIENTS_WITH_POSITIVES, group, withPositives[patient] ? 1 : 0);
            vector.add(PATIENTS_WITH_NEGATIVES, group, withNegatives[patient] ? 1 : 0);
        }
        for (int row = 0; row < table.size(); row++) {
            vector.add(table.isPositive(row) ? POSITIVES : NEGATIVES, table.group(row), 1);
        }
        for (int group = 0; group < terms.groups().size(); group++) {
            vector.set(SITES_WITH_POSITIVES, group, vector.get(POSITIVES, group) > 0 ? 1 : 0);
            vector.set(SITES_WITH_NEGATIVES, group, vector.get(NEGATIVES, group) > 0 ? 1 : 0);
            vector.set(SITES_WITHHELD, group, table.isWithheld(group) ? 1 : 0);
        }
        for (int reason = 0; reason < terms.flow().size(); reason++) {
            vector.set(LEFT_OUT, reason, table.leftOut(terms.flow().get(reason)));
        }
        vector.set(SITES_FLOW, 0, table.tellsFlow() ? 1 : 0);
        return vector.cells();
    }

    /** Which groups may be counted further: sums of both classes hide each site, and are of enough patients. */
    @Override
    public Told told(Terms terms, Sums sums) {
        double[] open = new double[terms.groups().size()];
        for (int group = 0; group < open.length; group++) {
            open[group] = whyClosed(terms, sums, group).isEmpty() ? 1 : 0;
        }
        return Told.of(Map.of(OPEN, open));
    }

    /** Why nothing but counts is told of a group; empty where more is. */
    static Optional<String> whyClosed(Terms terms, Sums sums, int group) {
        long sites = Math.min(sums.counts(SITES_WITH_POSITIVES)[group], sums.counts(SITES_WITH_NEGATIVES)[group]);
        if (sites < Sums.FEWEST_SITES) {
            return Optional.of("fewer than " + Sums.FEWEST_SITES + " sites tell of both classes");
        }
        long patients =
                Math.min(sums.counts(PATIENTS_WITH_POSITIVES)[group], sums.counts(PATIENTS_WITH_NEGATIVES)[group]);
        return patients < terms.limit()
                ? Optional.of("fewer than " + terms.limit() + " patients of a class")
                : Optional.empty();
    }
}
