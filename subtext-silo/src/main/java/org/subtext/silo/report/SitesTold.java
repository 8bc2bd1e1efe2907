package org.subtext.silo.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.ScopeFigures.RateFigure;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.statistics.groups.Rate;

/**
 * Which rates of groups may be told: called images and others, of each class, are tables of groups with their totals,
 * of which no small count may be had from the others. A rate is a count over a total, so it is hidden with either.
 */
final class SitesTold {
    private final SummedAudit audit;
    private final List<ScopeFigures> groups;
    private final SmallCells ofClass;
    private final SmallCells ofOthers;

    SitesTold(SummedAudit audit) {
        this.audit = audit;
        List<ScopeFigures> scopes = audit.scopes();
        this.groups = scopes.subList(audit.terms().hasGroups() ? 1 : 0, scopes.size()).stream()
                .filter(group -> !group.rates().isEmpty())
                .toList();
        this.ofClass = cells(Rate.TRUE_POSITIVE);
        this.ofOthers = cells(Rate.FALSE_POSITIVE);
    }

    private SmallCells cells(Rate rate) {
        List<List<Integer>> counts = groups.stream()
                .map(group -> figure(group, rate).orElseThrow().sums())
                .map(sums -> List.of(Math.toIntExact(sums.hits()), Math.toIntExact(sums.rows() - sums.hits())))
                .toList();
        return SmallCells.of(counts, audit.terms().limit());
    }

    static Optional<RateFigure> figure(ScopeFigures scope, Rate rate) {
        return scope.rates().stream().filter(one -> one.rate() == rate).findFirst();
    }

    /** A rate of a scope that may be told. */
    Optional<RateFigure> rate(ScopeFigures scope, Rate rate) {
        boolean needsClass = rate != Rate.FALSE_POSITIVE;
        boolean needsOthers = rate != Rate.TRUE_POSITIVE;
        boolean isHidden = needsClass && isHidden(scope, ofClass) || needsOthers && isHidden(scope, ofOthers);
        return isHidden ? Optional.empty() : figure(scope, rate);
    }

    private boolean isHidden(ScopeFigures scope, SmallCells cells) {
        int group = groups.indexOf(scope);
        if (group >= 0) {
            return cells.isHidden(group, 0) || cells.isHidden(group, 1) || cells.isRowTotalHidden(group);
        }
        return groups.isEmpty()
                || cells.isColumnTotalHidden(0)
                || cells.isColumnTotalHidden(1)
                || cells.isTotalHidden();
    }

    /** Whether a gap may be told: where both of its rates are. */
    boolean isTold(SummedAudit.Gap gap) {
        return audit.scopes().stream()
                .filter(scope ->
                        scope.name().equals(gap.group()) || scope.name().equals(gap.reference()))
                .allMatch(scope -> rate(scope, gap.rate()).isPresent());
    }

    /** Whether any rate is hidden. */
    boolean hidesAnything() {
        return IntStream.range(0, groups.size())
                .mapToObj(groups::get)
                .anyMatch(group -> group.rates().stream()
                        .anyMatch(one -> rate(group, one.rate()).isEmpty()));
    }
}
