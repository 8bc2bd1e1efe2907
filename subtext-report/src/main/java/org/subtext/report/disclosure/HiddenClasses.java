package org.subtext.report.disclosure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.subtext.report.disclosure.SmallCells.Movement;

/**
 * The classes of one population whose sizes are hidden: those of 1 to k − 1 patients, and one more where these would
 * follow from the total and the others.
 *
 * <p>Every table of the population shares the sizes of its classes. They are protected together: each table must let up
 * to k patients pass from the largest hidden class, the reservoir, to each other hidden one. Then so do all tables at
 * once, since within a class the columns of a cohort may combine in any way; no size is known to less than k.
 *
 * <p>Not thread-safe: grows while tables are decided.
 */
public final class HiddenClasses {
    private static final int NONE = -1;

    private final List<Integer> patients;
    private final int smallest;
    private final TreeSet<Integer> hidden = new TreeSet<>();
    private int reservoir = NONE;
    private boolean totalHidden;

    /** @param patients one count a class */
    public HiddenClasses(List<Integer> patients, int smallest) {
        this.patients = List.copyOf(patients);
        this.smallest = smallest;
        for (int c = 0; c < patients.size(); c++) {
            if (isSmall(patients.get(c))) {
                hidden.add(c);
            }
        }
        close();
    }

    public boolean isHidden(int c) {
        return hidden.contains(c);
    }

    /** Whether the class is one of those for whose sake others are hidden. */
    public boolean isSmall(int c, int count) {
        return isSmall(patients.get(c)) || isSmall(count);
    }

    public boolean isAnyHidden() {
        return !hidden.isEmpty();
    }

    /** Whether not even the patients of all classes together may be told. */
    public boolean isTotalHidden() {
        return totalHidden;
    }

    public List<Integer> patients() {
        return patients;
    }

    /** Hides another class; whether that is news. */
    public boolean hide(int c) {
        if (!hidden.add(c)) {
            return false;
        }
        close();
        return true;
    }

    /** Hides the total; whether that is news. */
    public boolean hideTotal() {
        boolean isNews = !totalHidden;
        totalHidden = true;
        return isNews;
    }

    /** Hides what another one of the same sizes hides; whether that is news. */
    public boolean hideAll(HiddenClasses other) {
        boolean isNews = false;
        for (int c : other.hidden) {
            isNews |= hide(c);
        }
        return other.totalHidden && hideTotal() || isNews;
    }

    /** How the size of a class may move in a table that is decided by itself. */
    public Movement movement(int c) {
        if (!isHidden(c)) {
            return Movement.SHOWN;
        }
        return reservoir == NONE ? Movement.HIDDEN : c == reservoir ? Movement.FALLS : Movement.GROWS;
    }

    /** How the size of all other classes together may move. */
    public Movement movementOfOthers(int c) {
        return switch (movement(c)) {
            case FALLS -> Movement.GROWS;
            case GROWS -> Movement.FALLS;
            default -> movement(c);
        };
    }

    /** How the total may move. */
    public Movement total() {
        return totalHidden ? Movement.HIDDEN : Movement.SHOWN;
    }

    private boolean isSmall(int count) {
        return count > 0 && count < smallest;
    }

    private void close() {
        if (hidden.isEmpty()) {
            return;
        }
        if (patients.size() == 2) {
            hidden.addAll(List.of(0, 1));
        }
        Optional<Integer> largest = hidden.stream()
                .filter(c -> patients.get(c) >= smallest)
                .max(Comparator.comparing(patients::get))
                .or(() -> smallestOf(2 * smallest))
                .or(() -> smallestOf(smallest));
        largest.ifPresent(hidden::add);
        reservoir = largest.orElse(NONE);
        if (reservoir == NONE) {
            totalHidden = true;
        }
        if (hidden.size() == 1) {
            hideAnother();
        }
    }

    /** Of the classes with at least so many patients the one with the fewest. */
    private Optional<Integer> smallestOf(int least) {
        return IntStream.range(0, patients.size())
                .boxed()
                .filter(c -> patients.get(c) >= least)
                .min(Comparator.comparing(patients::get));
    }

    /** A class hidden for a table's sake would follow from the total; the next smallest goes with it. */
    private void hideAnother() {
        IntStream.range(0, patients.size())
                .boxed()
                .filter(c -> !hidden.contains(c) && patients.get(c) > 0)
                .min(Comparator.comparing(patients::get))
                .ifPresent(hidden::add);
        reservoir = hidden.stream().max(Comparator.comparing(patients::get)).orElse(NONE);
    }
}
