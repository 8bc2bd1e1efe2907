package org.subtext.harm.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.gaps.ModelExchange;
import org.subtext.statistics.gaps.PairedShares;
import org.subtext.statistics.gaps.PermutedFamily;
import org.subtext.statistics.groups.Rate;

/**
 * Compares models of one finding on the judged images that both scored, each model at its own thresholds.
 *
 * <p>The family is made of names alone: for each pair and rate, every group's difference and every group's but the
 * reference's difference of gaps. Patients exchange their models together in all of it. Pure: the same input gives the
 * same result on any number of threads.
 */
public final class PairAssessor {
    private final FindingTable table;
    private final HarmPlan plan;
    private final String reference;

    private PairAssessor(FindingTable table, HarmPlan plan) {
        this.table = table;
        this.plan = plan;
        this.reference = plan.comparison().reference();
    }

    /** Names of all differences that are asked about; none where every finding has one model. */
    public static List<String> family(FindingTable table, HarmPlan plan) {
        return new PairAssessor(table, plan).family();
    }

    /**
     * All pairs.
     *
     * @param assessment of the same table, roles and plan: its thresholds are taken over
     */
    public static ModelDifferences assess(
            FindingTable table, Roles roles, HarmPlan plan, HarmAssessment assessment, int threads) {
        return new PairAssessor(table, plan).assess(roles, assessment, threads);
    }

    /** Two models of one finding, by their places in the table. */
    private record Pair(int first, int second) {}

    /** Each model of a finding against the first of its models. */
    private List<Pair> pairs() {
        Map<String, Integer> firsts = new LinkedHashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < table.findings().size(); i++) {
            Integer first = firsts.putIfAbsent(table.findings().get(i).name(), i);
            if (first != null) {
                pairs.add(new Pair(first, i));
            }
        }
        return pairs;
    }

    private List<String> family() {
        List<String> family = new ArrayList<>();
        List<String> groups = table.attribute(plan.comparison().attribute()).names();
        for (Pair pair : pairs()) {
            FindingColumn first = table.findings().get(pair.first());
            FindingColumn second = table.findings().get(pair.second());
            String models = ", " + second.model() + " less " + first.model();
            for (Rate rate : plan.rates()) {
                String start = first.name() + ", " + rate + ", ";
                groups.forEach(group -> family.add(start + group + models));
                groups.stream()
                        .filter(group -> !group.equals(reference))
                        .forEach(group -> family.add(start + "gap of " + group + " to " + reference + models));
            }
        }
        return family;
    }

    private ModelDifferences assess(Roles roles, HarmAssessment assessment, int threads) {
        List<Pair> pairs = pairs();
        if (pairs.isEmpty()) {
            return ModelDifferences.NONE;
        }
        ModelExchange.Testing testing = new ModelExchange(
                        plan.draws(), new Seed(plan.seed()).child("models").value(), threads)
                .begin();
        List<ReadPair> read = new ArrayList<>();
        for (Pair pair : pairs) {
            ComparedPair compared = compared(pair, roles, assessment);
            Map<Rate, PairedShares> shares = assessed(compared);
            testing.add(shares.values().stream()
                    .map(one -> new ModelExchange.Member(one, reference))
                    .toList());
            read.add(read(pair, compared, shares));
        }
        PermutedFamily<ModelExchange.Result> tests = testing.family();
        List<ModelDifferences.OfPair> found = new ArrayList<>();
        int next = 0;
        for (ReadPair one : read) {
            int end = next + one.rates().size();
            found.add(one.tested(tests, next, plan.decision().alpha()));
            next = end;
        }
        List<String> family = family();
        return new ModelDifferences(
                family,
                ContentHash.ofText(String.join("\n", family)),
                tests.simultaneousLevel(plan.decision().alpha()),
                found);
    }

    private ComparedPair compared(Pair pair, Roles roles, HarmAssessment assessment) {
        return ComparedPair.of(
                table,
                roles,
                plan.comparison().attribute(),
                table.findings().get(pair.first()),
                assessment.findings().get(pair.first()).thresholds(),
                table.findings().get(pair.second()),
                assessment.findings().get(pair.second()).thresholds());
    }

    /** Rates with the groups that have patients enough by both models, the reference among them. */
    private Map<Rate, PairedShares> assessed(ComparedPair pair) {
        Map<Rate, PairedShares> assessed = new EnumMap<>(Rate.class);
        for (Rate rate : plan.rates()) {
            Optional<PairedShares> all = pair.shares(rate);
            if (all.isPresent()) {
                List<String> enough = all.get().names().stream()
                        .filter(group -> isEnough(all.get().first(), group)
                                && isEnough(all.get().second(), group))
                        .toList();
                if (enough.contains(reference)) {
                    assessed.put(
                            rate,
                            new PairedShares(
                                    all.get().first().among(enough),
                                    all.get().second().among(enough)));
                }
            }
        }
        return assessed;
    }

    private boolean isEnough(GroupShares shares, String group) {
        return shares.share(group).map(ClusteredShare::clusters).orElse(0)
                >= plan.comparison().leastPatients();
    }

    private ReadPair read(Pair pair, ComparedPair compared, Map<Rate, PairedShares> shares) {
        FindingColumn first = table.findings().get(pair.first());
        double level = 1 - plan.decision().alpha();
        Map<Rate, Map<String, ReadPair.OfRate>> rates = new EnumMap<>(Rate.class);
        shares.forEach((rate, ofRate) -> {
            Map<String, ReadPair.OfRate> ofGroups = new TreeMap<>();
            ofRate.names().forEach(group -> ofGroups.put(group, ReadPair.OfRate.of(ofRate, group, reference, level)));
            rates.put(rate, ofGroups);
        });
        List<ReadPair.OfGroup> groups = table.attribute(plan.comparison().attribute()).names().stream()
                .map(group -> new ReadPair.OfGroup(
                        group, compared.discordant(group, true), compared.discordant(group, false)))
                .toList();
        return new ReadPair(
                first.name(),
                first.model(),
                table.findings().get(pair.second()).model(),
                groups,
                rates,
                shares.isEmpty() ? compared.obstacle().orElse("too few patients in " + reference) : "");
    }
}
