package org.subtext.problems;

import java.util.List;

/** Words as another face has them, without the counts that could tell of a single person. */
record CountsHidden(Words words, int fewest) implements Words {
    @Override
    public String name(Knob knob) {
        return words.name(knob);
    }

    @Override
    public String set(Turn turn) {
        return words.set(turn);
    }

    @Override
    public String action(Action action, String subject, List<Turn> turns) {
        return words.action(action, subject, turns);
    }

    @Override
    public String counted(long count, String one, String many) {
        return count > 0 && count < fewest ? "fewer than " + fewest + " " + many : words.counted(count, one, many);
    }
}
