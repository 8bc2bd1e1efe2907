package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.subtext.cohort.SmallestGroups;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;

/**
 * What all hospitals agree on before anything is counted; part of the plan, so that a change needs approval again.
 *
 * @param positive the class whose scores are ranked, by its name
 * @param against the other classes, at least one
 * @param groups names of the groups of patients that are told apart; {@link #EVERYONE} alone where none are
 * @param flow names of the reasons for which patients are left out, in the order in which they are asked
 * @param bins of the score from 0 to 1, 2 to 65,536; the AUC is known up to ties within a bin
 * @param threshold at and above which a score speaks for the positive class, between 0 and 1
 * @param limit the smallest number of patients that is told of, at least 2
 * @param draws of the bootstrap, 0 for none, at most 2,000
 * @param seed of everything that is drawn
 */
public record Terms(
        String positive,
        List<String> against,
        List<String> groups,
        List<String> flow,
        int bins,
        double threshold,
        int limit,
        int draws,
        long seed) {
    /** The group of all patients where none are told apart. */
    public static final String EVERYONE = "everyone";

    /** The group of patients of whom none is recorded, where terms list it; without it they are left out. */
    public static final String NOT_RECORDED = "not recorded";

    public static final int DEFAULT_BINS = 1024;
    public static final int DEFAULT_LIMIT = SmallestGroups.TOLD;

    /** The least limit of small cells that a plan may have. */
    public static final int LEAST_OF_A_PLAN = 5;

    private static final int MOST_BINS = 1 << 16;
    private static final int MOST_DRAWS = 2000;

    public Terms {
        against = List.copyOf(against);
        groups = List.copyOf(groups);
        flow = List.copyOf(flow);
        Problems problems = new Problems();
        if (against.isEmpty() || against.contains(positive) || hasTwins(against)) {
            problems.add("Classes of a plan are \"" + positive + "\" against " + against
                    + ". Expected a class and at least one other, no two alike. Name each class once.");
        }
        if (groups.isEmpty() || hasTwins(groups) || groups.stream().anyMatch(String::isBlank)) {
            problems.add("Groups of a plan are " + groups + ". Expected at least one name, no two alike. Give \""
                    + EVERYONE + "\" alone where no groups are told apart.");
        }
        if (groups.size() > 1 && groups.contains(EVERYONE)) {
            problems.add("Groups of a plan are " + groups + ". Expected none that is called \"" + EVERYONE
                    + "\" beside others, since that is all of them. Name it otherwise.");
        }
        if (hasTwins(flow)) {
            problems.add("Reasons to leave patients out are " + flow + ". Expected no two alike. Name each once.");
        }
        if (bins < 2 || bins > MOST_BINS) {
            problems.add(
                    "A plan has " + bins + " bins. Expected 2 to " + MOST_BINS + "; " + DEFAULT_BINS + " are usual.");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            problems.add("The threshold of a plan is " + threshold + ". Expected a number between 0 and 1.");
        }
        if (limit < 2) {
            problems.add("The smallest number told of is " + limit + ". Expected at least " + LEAST_OF_A_PLAN + "; "
                    + DEFAULT_LIMIT + " are usual.");
        }
        if (draws < 0 || draws > MOST_DRAWS) {
            problems.add("A plan draws " + draws + " bootstrap samples. Expected 0 to " + MOST_DRAWS + ".");
        }
        problems.throwIfAny();
    }

    /** One class against another, of everyone, with the usual numbers. */
    public static Terms of(String positive, String against) {
        return new Terms(
                positive, List.of(against), List.of(EVERYONE), List.of(), DEFAULT_BINS, 0.5, DEFAULT_LIMIT, 0, 1);
    }

    /** The same of patients in groups. */
    public Terms withGroups(List<String> named) {
        return new Terms(positive, against, named, flow, bins, threshold, limit, draws, seed);
    }

    /** The same with reasons to leave patients out. */
    public Terms withFlow(List<String> reasons) {
        return new Terms(positive, against, groups, reasons, bins, threshold, limit, draws, seed);
    }

    /** The same with another number of bins. */
    public Terms withBins(int number) {
        return new Terms(positive, against, groups, flow, number, threshold, limit, draws, seed);
    }

    /** The same with bootstrap samples. */
    public Terms withDraws(int number) {
        return new Terms(positive, against, groups, flow, bins, threshold, limit, number, seed);
    }

    /** Everyone, and then each group where there are groups: what figures are of. */
    public List<String> scopes() {
        if (!hasGroups()) {
            return groups;
        }
        List<String> scopes = new ArrayList<>(List.of(EVERYONE));
        scopes.addAll(groups);
        return List.copyOf(scopes);
    }

    /** Whether patients are told apart by group. */
    public boolean hasGroups() {
        return !groups.equals(List.of(EVERYONE));
    }

    /** The place of a group among {@link #groups}. */
    int group(String name) {
        int place = groups.indexOf(name);
        if (place < 0) {
            throw new InvalidInputException(
                    "\"" + name + "\" is no group of the plan, whose groups are " + groups + ".");
        }
        return place;
    }

    private static boolean hasTwins(List<String> names) {
        return new HashSet<>(names).size() < names.size();
    }
}
