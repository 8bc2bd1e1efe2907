package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.VerdictRule;
import org.subtext.perturbation.contract.Part;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.reading.RouteAssessor.Assessed;
import org.subtext.statistics.Estimate;

/**
 * What carries the attribute, as far as a battery can tell.
 *
 * <p>A band, tile or range of grey values is pointed at when all of this holds, each after correction: unchanged images
 * reveal the attribute; the thing alone <em>suffices</em> (its setting reveals); it is <em>missed</em> (without it the
 * AUC falls); it <em>stands out</em> from its peers in one of the two; it accounts for at least {@value
 * #LEAST_STRENGTH} of the AUC's excess over one half, both alone and by its loss; and no network newly trained without
 * it was shown to keep more than half of the excess. Where only one of keeping and removing was run, that one decides
 * and the sentence says so.
 *
 * <p>Any mode may show that something suffices: scores that reveal cannot come from what is not there. That it is
 * missed is weaker evidence tested under, where a network may fail because images look strange, hence the last
 * condition.
 */
final class PointingRule {
    /** Whatever accounts for less of the excess is not pointed at, be it a band, a region or a column. */
    static final double LEAST_STRENGTH = 0.25;

    /**
     * Of overlapping bands or ranges the narrowest is named that accounts for this share of what the strongest does.
     */
    private static final double NEARLY_AS_STRONG = 0.8;

    /** Weaker ones beside a strong one are its neighbours. */
    private static final double WORTH_NAMING = 0.5;

    private final AssessmentPlan plan;
    private final SettingResult baseline;

    PointingRule(AssessmentPlan plan, SettingResult baseline) {
        this.plan = plan;
        this.baseline = baseline;
    }

    /** The strongest first; none where unchanged images do not reveal the attribute. */
    List<Pointer> pointers(List<Assessed> settings) {
        if (!baseline.reveals()) {
            return List.of();
        }
        List<Pointer> pointers = new ArrayList<>();
        for (Elements elements : Elements.ALL) {
            pointers.addAll(among(elements, settings));
        }
        if (pointers.stream().noneMatch(pointer -> pointer.kind() == Pointer.Kind.BAND)) {
            new BandBetweenCurves(plan)
                    .pointer(settings.stream().map(Assessed::result).toList())
                    .ifPresent(pointers::add);
        }
        List<SettingResult> results = settings.stream().map(Assessed::result).toList();
        pointers.addAll(new RegionRule(plan).pointers(results));
        pointers.addAll(new ConfounderRule(baseline).pointers(results));
        pointers.sort(Comparator.comparingDouble(pointer -> -pointer.strength()));
        return pointers;
    }

    /** Share of the unchanged images' excess over one half that a setting keeps. */
    static double kept(SettingResult setting) {
        double before = setting.macroAuc().valueOr(VerdictRule.CHANCE)
                - setting.change().valueOr(0);
        return share(setting.macroAuc().valueOr(VerdictRule.CHANCE) - VerdictRule.CHANCE, before - VerdictRule.CHANCE);
    }

    /** Share of the unchanged images' excess over one half that goes with a setting. */
    static double lost(SettingResult setting) {
        double before = setting.macroAuc().valueOr(VerdictRule.CHANCE)
                - setting.change().valueOr(0);
        return share(-setting.change().valueOr(0), before - VerdictRule.CHANCE);
    }

    static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
    }

    /**
     * A newly trained network without the thing that was shown to keep more than half of the excess: it can be spared.
     */
    static boolean isSpared(SettingResult removal) {
        boolean isTrained = removal.setting().mode() == Mode.NEWLY_TRAINED;
        double excess = removal.macroAuc().valueOr(VerdictRule.CHANCE)
                - removal.change().valueOr(0)
                - VerdictRule.CHANCE;
        return isTrained
                && removal.reveals()
                && removal.change() instanceof Estimate.Known known
                && known.interval().lower() > -excess / 2;
    }

    private List<Pointer> among(Elements elements, List<Assessed> settings) {
        List<Assessed> keeping = settings.stream()
                .filter(one -> elements.isKeeping(one.result()))
                .toList();
        List<Assessed> removing = settings.stream()
                .filter(one -> elements.isRemoving(one.result()))
                .toList();
        Map<SettingResult, Integer> outstanding = new LinkedHashMap<>();
        for (List<Assessed> peers : Elements.peers(
                Stream.concat(keeping.stream(), removing.stream()).toList())) {
            outstanding.putAll(StandingOut.among(peers, plan.alpha()));
        }
        Map<Part, Pointer> found = new LinkedHashMap<>();
        Stream.concat(keeping.stream(), removing.stream())
                .map(one -> Elements.partOf(one.result()))
                .distinct()
                .forEach(part -> candidate(elements, part, of(keeping, part), of(removing, part), outstanding)
                        .ifPresent(pointer -> found.put(part, pointer)));
        return elements.areNested() ? narrowest(found) : worthNaming(found.values().stream());
    }

    private static List<SettingResult> of(List<Assessed> settings, Part part) {
        return settings.stream()
                .map(Assessed::result)
                .filter(result -> Elements.partOf(result).equals(part))
                .toList();
    }

    private Optional<Pointer> candidate(
            Elements elements,
            Part part,
            List<SettingResult> keeping,
            List<SettingResult> removing,
            Map<SettingResult, Integer> outstanding) {
        Optional<SettingResult> suffices =
                keeping.stream().filter(SettingResult::reveals).max(Comparator.comparingDouble(PointingRule::kept));
        Optional<SettingResult> missed = removing.stream()
                .filter(result -> result.fell(plan.alpha()))
                .max(Comparator.comparingDouble(PointingRule::lost));
        boolean isShown = (keeping.isEmpty() || suffices.isPresent())
                && (removing.isEmpty() || missed.isPresent())
                && removing.stream().noneMatch(PointingRule::isSpared);
        boolean standsOut = keeping.stream().anyMatch(result -> outstanding.getOrDefault(result, 0) > 0)
                || removing.stream().anyMatch(result -> outstanding.getOrDefault(result, 0) < 0);
        double strength = Math.min(
                suffices.map(PointingRule::kept).orElse(1.0),
                missed.map(PointingRule::lost).orElse(1.0));
        if (!isShown || !standsOut || strength < LEAST_STRENGTH) {
            return Optional.empty();
        }
        String what = Elements.words(part);
        return Optional.of(new Pointer(
                elements.kind(),
                what,
                Elements.numbers(part),
                sentence(what, suffices, missed),
                suffices.map(SettingResult::macroAuc).orElse(Estimate.undefined("it was not looked at alone")),
                missed.map(SettingResult::change).orElse(Estimate.undefined("it was not taken away")),
                strength));
    }

    static String sentence(String what, Optional<SettingResult> suffices, Optional<SettingResult> missed) {
        StringBuilder sentence = new StringBuilder("Points at " + what + ": ");
        suffices.ifPresent(one -> sentence.append("alone it reveals the attribute, ")
                .append(Phrase.auc(one.macroAuc()))
                .append(" (")
                .append(one.setting().mode().words())
                .append(")"));
        if (suffices.isPresent()) {
            sentence.append(missed.isPresent() ? "; " : "; whether it is needed was not tested");
        }
        missed.ifPresent(one -> sentence.append("without it the AUC changes by ")
                .append(Phrase.change(one.change()))
                .append(" (")
                .append(one.setting().mode().words())
                .append(")"));
        if (suffices.isEmpty()) {
            sentence.append("; whether it suffices alone was not tested");
        }
        return sentence.append(".").toString();
    }

    /** The narrowest of the strongest, and whatever does not overlap what is named. */
    private static List<Pointer> narrowest(Map<Part, Pointer> found) {
        List<Part> named = new ArrayList<>();
        List<Part> left = new ArrayList<>(found.keySet());
        while (!left.isEmpty()) {
            double strongest = left.stream()
                    .mapToDouble(part -> strength(found, part))
                    .max()
                    .orElse(0);
            Part chosen = left.stream()
                    .filter(part -> strength(found, part) >= NEARLY_AS_STRONG * strongest)
                    .min(Comparator.comparingDouble(Elements::width))
                    .orElseThrow();
            named.add(chosen);
            left.removeIf(part -> part.equals(chosen) || Elements.overlap(part, chosen));
        }
        return worthNaming(found.entrySet().stream()
                .filter(entry -> named.contains(entry.getKey()))
                .map(Map.Entry::getValue));
    }

    private static double strength(Map<Part, Pointer> found, Part part) {
        return Optional.ofNullable(found.get(part)).map(Pointer::strength).orElse(0.0);
    }

    private static List<Pointer> worthNaming(Stream<Pointer> found) {
        List<Pointer> ordered = found.sorted(Comparator.comparingDouble(pointer -> -pointer.strength()))
                .toList();
        double strongest = ordered.isEmpty() ? 0 : ordered.get(0).strength();
        return ordered.stream()
                .filter(pointer -> pointer.strength() >= WORTH_NAMING * strongest)
                .toList();
    }
}
