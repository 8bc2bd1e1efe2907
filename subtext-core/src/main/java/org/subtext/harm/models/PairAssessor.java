package org.subtext.harm.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.gaps.ModelExchange;
import org.subtext.statistics.gaps.PairedShares;
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
        List<ComparedPair> compared = pairs.stream()
                .map(pair -> ComparedPair.of(
                        table,
                        roles,
                        plan.comparison().attribute(),
                        table.findings().get(pair.first()),
                        assessment.findings().get(pair.first()).thresholds(),
                        table.findings().get(pair.second()),
                        assessment.findings().get(pair.second()).thresholds()))
                .toList();
        List<Map<Rate, PairedShares>> shares =
                compared.stream().map(this::assessed).toList();
        List<ModelExchange.Member> members = shares.stream()
                .flatMap(ofPair -> ofPair.values().stream())
                .map(one -> new ModelExchange.Member(one, reference))
                .toList();
        ModelExchange.Family tests = new ModelExchange(
                        plan.draws(), new Seed(plan.seed()).child("models").value(), threads)
                .test(members);
        List<ModelDifferences.OfPair> found = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int end = next + shares.get(i).size();
            found.add(ofPair(pairs.get(i), compared.get(i), shares.get(i), tests, next));
            next = end;
        }
        List<String> family = family();
        return new ModelDifferences(
                family,
                ContentHash.ofText(String.join("\n", family)),
                tests.simultaneousLevel(plan.decision().alpha()),
                found);
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

    private ModelDifferences.OfPair ofPair(
            Pair pair, ComparedPair compared, Map<Rate, PairedShares> shares, ModelExchange.Family tests, int from) {
        List<ModelDifferences.OfGroup> groups = new ArrayList<>();
        for (String group : table.attribute(plan.comparison().attribute()).names()) {
            Map<Rate, ModelDifferences.OfRate> rates = new EnumMap<>(Rate.class);
            int next = from;
            for (Map.Entry<Rate, PairedShares> one : shares.entrySet()) {
                ModelExchange.Result result = tests.results().get(next++);
                if (one.getValue().names().contains(group)) {
                    rates.put(one.getKey(), ofRate(one.getValue(), group, result, tests));
                }
            }
            groups.add(new ModelDifferences.OfGroup(
                    group, compared.discordant(group, true), compared.discordant(group, false), rates));
        }
        String reason = shares.isEmpty() ? compared.obstacle().orElse("too few patients in " + reference) : "";
        FindingColumn first = table.findings().get(pair.first());
        return new ModelDifferences.OfPair(
                first.name(), first.model(), table.findings().get(pair.second()).model(), groups, reason);
    }

    private ModelDifferences.OfRate ofRate(
            PairedShares shares, String group, ModelExchange.Result result, ModelExchange.Family tests) {
        double own = 1 - plan.decision().alpha();
        double joint = tests.simultaneousLevel(plan.decision().alpha());
        ModelExchange.Test ofRate = Objects.requireNonNull(result.rates().get(group));
        ModelExchange.Test ofGap = result.gaps().get(group);
        return new ModelDifferences.OfRate(
                rate(shares.first(), group, own),
                rate(shares.second(), group, own),
                new ModelDifferences.Difference(
                        shares.difference(group).mover(own),
                        shares.difference(group).mover(joint),
                        ofRate.p(),
                        ofRate.adjustedP()),
                Optional.ofNullable(ofGap)
                        .map(test -> new ModelDifferences.Difference(
                                shares.gapDifference(group, reference, own),
                                shares.gapDifference(group, reference, joint),
                                test.p(),
                                test.adjustedP())));
    }

    private static Estimate rate(GroupShares shares, String group, double level) {
        return shares.share(group)
                .map(share -> share.studentWilson(level))
                .orElse(Estimate.undefined("no row of the rate"));
    }
}
