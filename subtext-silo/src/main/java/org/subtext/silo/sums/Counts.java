package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.List;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;

/**
 * Patients and images by group and class, and who was left out, of what enough sites tell.
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
    static final String LEFT_OUT = "patients left out";

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
        return "How many patients of a group and class at least three sites have together.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places groups = Layout.of(terms.groups());
        List<Block> blocks = new ArrayList<>();
        for (String name : List.of(PATIENTS_WITH_POSITIVES, PATIENTS_WITH_NEGATIVES, POSITIVES, NEGATIVES)) {
            blocks.add(Block.counts(name, groups, MOST));
        }
        blocks.add(Block.counts(LEFT_OUT, Layout.of(terms.flow()), MOST));
        return new Layout(blocks);
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME);
    }

    @Override
    public int mostMissing(Told told) {
        return Math.min(Presence.mostMissingOfGroups(told), Presence.mostMissingOfFlow(told));
    }

    @Override
    public long[] answer(SiteTable all, Told told) {
        SiteTable table = all.open(told);
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
        boolean isFlowOpen = told.numbers(Presence.FLOW_OPEN, 1)[0] == 1;
        for (int reason = 0; reason < terms.flow().size(); reason++) {
            vector.set(LEFT_OUT, reason, isFlowOpen ? table.leftOut(terms.flow().get(reason)) : 0);
        }
        return vector.cells();
    }
}
