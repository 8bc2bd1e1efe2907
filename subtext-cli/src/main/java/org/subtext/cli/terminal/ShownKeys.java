package org.subtext.cli.terminal;

import java.util.List;
import org.subtext.problems.Action;
import org.subtext.problems.Knob;
import org.subtext.problems.Words;

/** Words of a terminal for sentences without options: keys that name images are shown as they are. */
final class ShownKeys implements Words {
    @Override
    public String name(Knob knob) {
        return PATHS.name(knob);
    }

    @Override
    public String set(Turn turn) {
        return PATHS.set(turn);
    }

    @Override
    public String action(Action action, String subject, List<Turn> turns) {
        return PATHS.action(action, subject, turns);
    }

    @Override
    public String key(String key, String form) {
        return '"' + key + '"';
    }
}
