package org.subtext.problems;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with an input, and how it is mended.
 *
 * @param found what was found and where, one sentence an occurrence, at least one
 * @param more how many further occurrences are only counted
 * @param mend what was expected and which knob mends it, said once for all occurrences; empty where {@code found} says
 *     it
 */
public record Problem(List<Sentence> found, int more, Sentence mend) {
    public Problem {
        found = List.copyOf(found);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("a problem needs what was found");
        }
    }

    /** A problem that occurs once and whose sentence says all of it. */
    public static Problem of(Sentence whole) {
        return new Problem(List.of(whole), 0, Sentence.EMPTY);
    }

    /** The same problem, with the place in which all of it was found put before it. */
    public Problem at(String place) {
        List<Sentence> placed = Stream.concat(
                        Stream.of(Sentence.of(place).and(found.get(0))),
                        found.stream().skip(1))
                .toList();
        return new Problem(placed, more, mend);
    }

    /** The same problem with a further mend. */
    public Problem mendedBy(Sentence further) {
        return new Problem(found, more, mend.isEmpty() ? further : mend.and(" ").and(further));
    }

    /** The knobs that mend it, the first one first. */
    public List<Knob> knobs() {
        return Stream.concat(Stream.of(mend), found.stream())
                .flatMap(sentence -> sentence.knobs().stream())
                .distinct()
                .toList();
    }

    /** One paragraph, as a face says it. */
    public String in(Words words) {
        String lineBreak = System.lineSeparator() + "  ";
        StringBuilder text = new StringBuilder(String.join(
                lineBreak, found.stream().map(sentence -> sentence.in(words)).toList()));
        if (more > 0) {
            text.append(lineBreak).append("and ").append(more).append(" more of this kind.");
        }
        if (!mend.isEmpty()) {
            text.append(lineBreak).append(mend.in(words));
        }
        return text.toString();
    }

    /** One paragraph with every knob by its own name. */
    @Override
    public String toString() {
        return in(Words.PATHS);
    }
}
