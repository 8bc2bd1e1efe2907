package org.subtext.silo.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which patients answered queries were of, and what may be answered beside them; see {@link QueryLedger}. */
final class AnsweredQueries {
    /** @param limit of the plan that it was answered under */
    private record Answered(int order, BitSet patients, int limit) {}

    /** Of the plan that asks now. */
    private final int limit;

    private final List<Answered> answered = new ArrayList<>();
    private int orders;

    AnsweredQueries(int limit) {
        this.limit = limit;
    }

    /** The next query in order; of one that was refused nothing is kept. */
    void note(BitSet patients, boolean isAnswered, int ofPlan) {
        orders++;
        if (isAnswered) {
            answered.add(new Answered(orders, (BitSet) patients.clone(), ofPlan));
        }
    }

    /** What is to be said of queries that are asked together: all are answered, or none. */
    LedgerAnswer judge(Collection<BitSet> asked) {
        List<BitSet> before =
                answered.stream().map(Answered::patients).distinct().toList();
        List<BitSet> fresh = asked.stream()
                .distinct()
                .filter(patients -> !before.contains(patients))
                .toList();
        for (BitSet patients : fresh) {
            LedgerAnswer answer = isSmall(patients.cardinality(), limit)
                    ? LedgerAnswer.refused(inWords(patients.cardinality()))
                    : beside(patients);
            if (!answer.isAnswered()) {
                return answer;
            }
        }
        List<BitSet> all = new ArrayList<>(before);
        all.addAll(fresh);
        for (BitSet patients : fresh) {
            Optional<Solvable> solvable = Solvable.of(overlapping(patients, all));
            if (solvable.isEmpty()) {
                return LedgerAnswer.refused("more than " + Solvable.HIGHEST_RANK
                        + " different queries of overlapping patients were answered; nothing new is");
            }
            int promised = promised(patients, all);
            if (!solvable.get().all(set -> !isSmall(set.cardinality(), promised))) {
                return LedgerAnswer.refused(
                        "with what was answered it gives away fewer than " + promised + " patients");
            }
        }
        return LedgerAnswer.ANSWERED;
    }

    /** Compares with answered queries one by one, with unions of two, and with what can be solved for. */
    private LedgerAnswer beside(BitSet patients) {
        int promised =
                promised(patients, answered.stream().map(Answered::patients).toList());
        for (Answered one : answered) {
            Optional<String> small = smallDifference(patients, one.patients(), promised);
            if (small.isPresent()) {
                return LedgerAnswer.refused("differs from query " + one.order() + " by " + small.get());
            }
        }
        List<BitSet> sets =
                overlapping(patients, answered.stream().map(Answered::patients).toList());
        for (int one = 0; one < sets.size(); one++) {
            for (int other = one + 1; other < sets.size(); other++) {
                BitSet union = (BitSet) sets.get(one).clone();
                union.or(sets.get(other));
                if (smallDifference(patients, union, promised).isPresent()) {
                    return LedgerAnswer.refused(
                            "differs from two answered queries together by fewer than " + promised + " patients");
                }
            }
        }
        Optional<Solvable> solvable = Solvable.of(sets);
        boolean differs = solvable.isPresent()
                && solvable.get()
                        .all(set -> smallDifference(patients, set, promised).isEmpty());
        return differs
                ? LedgerAnswer.ANSWERED
                : LedgerAnswer.refused(
                        "differs from what answered queries give together by fewer than " + promised + " patients");
    }

    /** The greatest limit of the plan that asks and of those whose answers are of patients that overlap. */
    private int promised(BitSet patients, List<BitSet> sets) {
        List<BitSet> near = overlapping(patients, sets);
        return answered.stream()
                .filter(one -> near.contains(one.patients()))
                .mapToInt(Answered::limit)
                .reduce(limit, Math::max);
    }

    /** By how many patients two sets differ in a direction in which they are few; empty where they are not. */
    private static Optional<String> smallDifference(BitSet one, BitSet other, int limit) {
        BitSet more = (BitSet) one.clone();
        more.andNot(other);
        BitSet less = (BitSet) other.clone();
        less.andNot(one);
        if (isSmall(more.cardinality(), limit)) {
            return Optional.of(inWords(more.cardinality()));
        }
        return isSmall(less.cardinality(), limit) ? Optional.of(inWords(less.cardinality())) : Optional.empty();
    }

    private static String inWords(int patients) {
        return patients + (patients == 1 ? " patient" : " patients") + " of this site";
    }

    private static boolean isSmall(int count, int limit) {
        return count > 0 && count < limit;
    }

    /** Different sets that share patients with one, or with one that does. */
    private static List<BitSet> overlapping(BitSet patients, List<BitSet> sets) {
        BitSet reached = (BitSet) patients.clone();
        List<BitSet> distinct = new ArrayList<>(sets.stream().distinct().toList());
        List<BitSet> found = new ArrayList<>();
        boolean isNew = true;
        while (isNew) {
            List<BitSet> touching =
                    distinct.stream().filter(set -> set.intersects(reached)).toList();
            isNew = !touching.isEmpty();
            distinct.removeAll(touching);
            touching.forEach(reached::or);
            found.addAll(touching);
        }
        return found;
    }
}
