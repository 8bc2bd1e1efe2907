package org.subtext.report.disclosure;

import java.util.List;
import java.util.function.UnaryOperator;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.VerdictFindings;
import org.subtext.statistics.Estimate;

/**
 * What of several readers is told where a class is hidden: they scored the same patients, so of each what is told of
 * the network.
 *
 * @param findings what is told of a verdict's findings
 * @param mean what is told of a mean over classes
 * @param withheld in place of what is not told
 */
public record LadderDisclosure(
        List<String> classNames,
        HiddenClasses classes,
        UnaryOperator<VerdictFindings> findings,
        UnaryOperator<Estimate> mean,
        Estimate withheld) {
    /** What is told of all of them. */
    public Ladder told(Ladder all) {
        return new Ladder(all.primary(), all.rungs().stream().map(this::told).toList());
    }

    private Rung told(Rung rung) {
        return new Rung(
                rung.kind(),
                rung.weight(),
                mean.apply(rung.auc()),
                findings.apply(rung.findings()),
                withheld,
                withheld,
                rung.reveals(),
                rung.lead().stream().map(this::told).toList(),
                rung.beatsPrimary());
    }

    private Comparison told(Comparison one) {
        return classes.isHidden(classNames.indexOf(one.className())) ? without(one, withheld) : one;
    }

    /** A comparison of which nothing but its names is told. */
    public static Comparison without(Comparison one, Estimate withheld) {
        return new Comparison(
                one.first(),
                one.second(),
                one.className(),
                one.paired(),
                withheld,
                withheld,
                withheld,
                "Withheld, since a class is small.");
    }
}
