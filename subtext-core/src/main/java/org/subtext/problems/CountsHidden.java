package org.subtext.problems;

import java.util.List;

/**
 * Words as another face has them, without the counts that could tell of a single person.
 *
 * @param fewest smaller counts are not told, but for none
 * @param tellsOthers whether larger ones are: beside a small count, or a few apart, they would give it back
 */
record CountsHidden(Words words, int fewest, boolean tellsOthers) implements Words {
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
        if (count > 0 && count < fewest) {
            return "fewer than " + fewest + " " + many;
        }
        return tellsOthers || count == 0 ? words.counted(count, one, many) : "some " + many;
    }
}
