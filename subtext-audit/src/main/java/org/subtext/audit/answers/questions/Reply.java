package org.subtext.audit.answers.questions;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.subtext.audit.answers.Figure;

/** What comes of a question. */
public sealed interface Reply {
    /** Whether it was answered. */
    boolean isAnswered();

    /** Everything that a face shows, lines apart by line feeds; the same words on every face. */
    String text();

    /**
     * An answer.
     *
     * @param question which of those that can be asked was understood
     * @param lines the answer, one a figure
     * @param figures that it was made of
     * @param source where they stand
     * @param limits what it does not say
     */
    record Answered(String question, List<String> lines, List<Figure> figures, String source, String limits)
            implements Reply {
        public Answered {
            lines = List.copyOf(lines);
            figures = List.copyOf(figures);
        }

        @Override
        public boolean isAnswered() {
            return true;
        }

        @Override
        public String text() {
            return String.join("\n", lines) + "\n" + source + "\n" + limits + "\n";
        }
    }

    /**
     * None, and why.
     *
     * @param reason of what kind
     * @param says it in a sentence
     * @param mayAsk what can be asked instead, the nearest first
     */
    record NotAnswered(Reason reason, String says, List<String> mayAsk, String introduction) implements Reply {
        public NotAnswered {
            mayAsk = List.copyOf(mayAsk);
        }

        @Override
        public boolean isAnswered() {
            return false;
        }

        @Override
        public String text() {
            StringJoiner lines = new StringJoiner("\n", "", "\n").add(says);
            if (!mayAsk.isEmpty()) {
                lines.add(introduction + ":");
                lines.add(mayAsk.stream().map(one -> "  " + one).collect(Collectors.joining("\n")));
            }
            return lines.toString();
        }
    }

    /** Why a question is not answered. */
    enum Reason {
        /** It holds words that mean nothing here, or is no question that is known. */
        NOT_UNDERSTOOD,
        /** It can be read in several ways, or fits several figures. */
        UNSURE,
        /** It is asked for what is never told. */
        REFUSED,
        /** It is understood, and the run holds nothing on it. */
        ABSENT,
        /** There are two in one. */
        TWO,
        /** It turns on a "not". */
        NEGATED,
        /** It asks for a difference that was not computed. */
        COMPARED
    }
}
