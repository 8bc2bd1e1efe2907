package org.subtext.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.VerdictFindings.Says;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;
import org.subtext.wording.PValueText;

/** What several readers found, in words. Nothing is read back from them. */
public final class LadderWords {
    private final Ladder ladder;
    private final AssessmentPlan plan;

    public LadderWords(Ladder ladder, AssessmentPlan plan) {
        this.ladder = ladder;
        this.plan = plan;
    }

    /** Behind a verdict that the images reveal: which is the weakest reader that does, with a blank before it. */
    String ofRevealed() {
        Rung primary = ladder.primaryRung();
        Rung weakest = ladder.weakestThatReveals().orElseThrow();
        if (!primary.reveals()) {
            return " " + Lists.capitalised(primary.kind().inSentences()) + " does not show it: " + numbers(primary)
                    + ". Its answer alone would have missed it.";
        }
        if (weakest != primary) {
            return " Already " + weakest.kind().inSentences() + " reveals it: " + numbers(weakest) + ".";
        }
        List<Rung> weaker = ladder.rungs().subList(0, ladder.rungs().indexOf(primary));
        return weaker.isEmpty()
                ? ""
                : " No weaker reader shows it: "
                        + weaker.stream()
                                .map(rung -> rung.kind().title() + ", " + numbers(rung))
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    /** Behind a verdict that nothing was shown: what the other readers found, with a blank before it. */
    String ofOthersWithout() {
        return " Of other readers: "
                + ladder.rungs().stream()
                        .filter(rung -> rung.kind() != ladder.primary())
                        .map(rung -> rung.kind().title() + ", " + numbers(rung))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    /** How they are tested together, with a blank before it. */
    String rule() {
        int others = ladder.rungs().size() - 1;
        List<String> titles =
                ladder.rungs().stream().map(rung -> rung.kind().title()).toList();
        return " Readers, weakest first: " + Lists.and(titles)
                + ". Their p are corrected together (weighted Holm): the primary one, "
                + ladder.primary().title() + ", has half the weight, "
                + (others == 1 ? "the other the other half" : "the other " + others + " share the other half")
                + ". Any of them suffices to reveal; no evidence and below chance rest on the intervals of the primary"
                + " one, and no evidence on the p of all.";
    }

    /** What one of them says by test and interval. */
    public String says(Rung rung) {
        if (rung.reveals()) {
            return "reveals";
        }
        List<Says> said = rung.findings().tested().stream().map(Tested::says).toList();
        if (said.contains(Says.BELOW_CHANCE)) {
            return "below chance";
        }
        if (said.isEmpty()) {
            return "nobody tested";
        }
        return said.stream().allMatch(one -> one == Says.WITHIN_MARGIN)
                ? "within ±" + Digits.exact(plan.margin(), 2) + " of chance"
                : "cannot tell";
    }

    /** What the readers' order of strength means for the answer, a sentence each. */
    public List<String> meaning() {
        List<String> meaning = new ArrayList<>();
        ladder.weakestThatReveals()
                .ifPresentOrElse(
                        weakest -> meaning.add("The weakest reader that reveals is "
                                + weakest.kind().inSentences() + ". "
                                + plain(weakest.kind())),
                        () -> meaning.add("No reader reveals it. A stronger one than these could."));
        beaten().ifPresent(meaning::add);
        return meaning;
    }

    private static String plain(RungKind weakest) {
        return switch (weakest) {
            case LINEAR -> "What it reads needs no network: grey values or texture, in plain sight.";
            case BANDS -> "What it reads needs no network: a pattern of some coarseness in one place of every image.";
            case SMALL, NETWORK, EMBEDDINGS -> "What weaker ones do not read needs at least that much.";
        };
    }

    /** By which weaker readers the primary one is beaten, and once why that matters; empty where by none. */
    public Optional<String> beaten() {
        String primary = ladder.primary().inSentences();
        String by = ladder.cheaperAndBetter().stream()
                .map(better ->
                        Lists.capitalised(better.kind().inSentences()) + " beats " + primary + byHowMuch(better) + ". ")
                .collect(Collectors.joining());
        return by.isEmpty()
                ? Optional.empty()
                : Optional.of(by + "So " + primary
                        + " did not read all that is there: its AUC is a lower bound, and \"no evidence\" by it alone"
                        + " would say little.");
    }

    /** Of the classes in which it is ahead by test; which these are may be told where by how much is not. */
    private String byHowMuch(Rung better) {
        return largest(better.lead().stream().filter(one -> one.adjustedP().valueOr(1) < plan.alpha()))
                .map(one -> " by " + difference(one.difference())
                        + (better.lead().size() > 1 ? " for " + one.className() + " against the rest" : ""))
                .orElse(", by how much is hidden");
    }

    /** {@code +0.040 (0.010 to 0.070)}: its AUC less that of the primary one, the largest over classes that is told. */
    public String lead(Rung rung) {
        return largest(rung.lead().stream())
                .map(one -> difference(one.difference()))
                .orElse("hidden");
    }

    private static Optional<Comparison> largest(Stream<Comparison> lead) {
        return lead.filter(one -> one.difference().isDefined())
                .max(Comparator.comparingDouble(one -> one.difference().valueOr(0)));
    }

    /** Whose numbers stand beside a verdict that rests on another reader than the network; empty where it does not. */
    public Optional<String> ofTables() {
        return ladder.primary() == RungKind.NETWORK
                ? Optional.empty()
                : Optional.of("The verdict rests on " + ladder.primary().inSentences() + ", the primary reader of this"
                        + " plan; tables by class, level, group and cohort are of the network asked for.");
    }

    private static String difference(Estimate difference) {
        if (difference instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return IntervalText.ofDifference(known.value(), interval.lower(), interval.upper(), 3);
        }
        return Digits.signed(difference.valueOr(0), 3);
    }

    private static String numbers(Rung rung) {
        String p = rung.jointP().isDefined()
                ? ", corrected p " + PValueText.relation(rung.jointP().valueOr(1))
                : "";
        if (rung.auc() instanceof Estimate.Known known) {
            return VerdictWords.auc(known) + p;
        }
        return (rung.auc().isDefined() ? "AUC " + Digits.fixed(rung.auc().valueOr(0), 3) : "AUC hidden") + p;
    }
}
