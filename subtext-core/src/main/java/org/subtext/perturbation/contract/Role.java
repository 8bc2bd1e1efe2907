package org.subtext.perturbation.contract;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a setting does to what images hold: whoever reads a battery sets it beside others of the same role. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Role {
    /** Neither a rung nor about one part. */
    Role OTHER = new Other();

    /** Leaves one part alone. */
    record Keeps(Part part) implements Role {}

    /** Takes one part away. */
    record Removes(Part part) implements Role {}

    /**
     * One of a ladder of settings that take ever more away.
     *
     * @param axis what the value measures, with its unit
     * @param value its place on that axis
     * @param harsher on which end more is taken away
     * @param loss what is survived, in words, with %s in the place of the value
     * @param edge of a band of frequencies that the ladder can show
     * @param isAskedFirst whether a reader asks for this ladder before others
     */
    record Rung(String axis, double value, Harsher harsher, String loss, Edge edge, boolean isAskedFirst)
            implements Role {
        /** A rung of a ladder that its own route tells of. */
        public Rung(String axis, double value, Harsher harsher, String loss) {
            this(axis, value, harsher, loss, Edge.NONE, false);
        }

        /** The same of a ladder that a reader asks for first. */
        public Rung askedFirst() {
            return new Rung(axis, value, harsher, loss, edge, true);
        }

        /** The same of a ladder that brackets bands from one side. */
        public Rung showing(Edge side) {
            return new Rung(axis, value, harsher, loss, side, isAskedFirst);
        }
    }

    /** None of these. */
    record Other() implements Role {}

    /** Which values of a ladder take more away. */
    enum Harsher {
        SMALLER,
        LARGER
    }

    /** Which end of a band the loss along a ladder shows. */
    enum Edge {
        NONE,
        /** The largest value at which it is lost: what carries it lies above. */
        LOWER,
        /** The smallest value at which it is lost: what carries it lies below. */
        UPPER
    }
}
