package org.subtext.sources.dataset;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.subtext.joins.JoinCounts;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/** How the tables of a data set met its images: counted each, refused where nothing met, noted where some did not. */
final class Joins {
    private final Map<String, JoinCounts> counted = new LinkedHashMap<>();
    private final Consumer<String> notes;

    Joins(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * Counts how many patients of the images a further table knows.
     *
     * @param ids of the images' patients, each as often as it occurs
     * @param inTable ids of the table
     * @param lost what is missing of a patient without a row: "race and ethnicity"
     * @throws InvalidInputException where it knows none of them
     */
    void ofPatients(String table, Collection<String> ids, Set<String> inTable, String lost) {
        add(
                table,
                KeyMatch.of(
                        KeySide.ofPatients("the images", ids),
                        KeySide.ofPatients(table, inTable),
                        KeyMatch.Names.PATIENTS),
                lost);
    }

    /**
     * Counts how many images a further table knows, by an id of the image or of its exam.
     *
     * @param ids of the images, nothing where one has none
     */
    void ofImages(Source table, List<String> ids, Set<String> inTable, String lost) {
        add(
                table.name(),
                KeyMatch.of(
                        new KeySide("the images", "image", "images", ids),
                        new KeySide(table.name(), "id", "ids", List.copyOf(inTable)),
                        // An exam's id is as good as its patient's.
                        KeyMatch.Names.PATIENTS),
                lost);
    }

    private void add(String table, KeyMatch match, String lost) {
        if (match.isNone()) {
            throw new InvalidInputException(Sentence.of(match.counts() + ".")
                    .and(match.cause())
                    .and(" Without " + lost + " of anybody the table serves nothing. Put the one there that belongs to"
                            + " these images, write its ids as theirs, or take it away."));
        }
        JoinCounts counts = JoinCounts.of(match, table, 0);
        counted.put(table, counts);
        if (match.isPartial()) {
            notes.accept((counts.mostlyLost() ? "Warning: " : "") + counts.unmatched() + " of "
                    + (counts.unmatched() + counts.matched()) + " " + counts.many() + " have no row in " + table
                    + ", so there is no " + lost + " of them."
                    + (counts.mostlyLost() ? match.cause().toString() : ""));
        }
    }

    /** In the order in which they were joined, as the last pass over the rows found them. */
    List<JoinCounts> counts() {
        return List.copyOf(counted.values());
    }
}
