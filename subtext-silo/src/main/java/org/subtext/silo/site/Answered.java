package org.subtext.silo.site;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.sums.Terms;

/**
 * Which questions this site answered from which rows, under what it was told.
 *
 * <p>A coordinator who told something else for the same question would get numbers that look new to every other guard:
 * sums over sets of sites that differ by one, or the distance of one site's scores from distributions of its choice, as
 * often as it likes. So a question is answered under one telling, in whatever plan.
 */
final class Answered {
    private final Lines lines;

    Answered(Lines lines) {
        this.lines = lines;
    }

    /** The same for all plans that ask the same of the same rows, whatever their bins and dates. */
    static String question(String operation, Terms terms, ContentHash rows) {
        return ContentHash.ofText(String.join(
                        "\n",
                        operation,
                        terms.positive(),
                        new TreeSet<>(terms.against()).toString(),
                        new TreeSet<>(terms.groups()).toString(),
                        rows.hex()))
                .hex();
    }

    /** @throws InvalidInputException if it was answered before under something else that was told */
    void require(String question, ContentHash model) throws IOException {
        requireAfter(lines.read(), question, model);
    }

    private static void requireAfter(List<String> before, String question, ContentHash model) {
        for (String line : before) {
            if (line.startsWith(question + " ") && !line.equals(question + " " + model.hex())) {
                throw new InvalidInputException(
                        "The same was asked of the same rows before, and something else was told"
                                + " of earlier sums then. Answered under both, the numbers of single sites could be solved for.");
            }
        }
    }

    /** Notes it, before the answer leaves. */
    void note(String question, ContentHash model) throws IOException {
        if (!lines.read().contains(question + " " + model.hex())) {
            lines.append(before -> {
                requireAfter(before, question, model);
                return question + " " + model.hex();
            });
        }
    }
}
