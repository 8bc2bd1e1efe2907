package org.subtext.audit.answers.questions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.audit.answers.Slot;
import org.subtext.audit.answers.questions.Language.Asked;
import org.subtext.audit.answers.questions.Vocabulary.Idle;
import org.subtext.audit.answers.questions.Vocabulary.Name;
import org.subtext.audit.answers.questions.Vocabulary.Sense;
import org.subtext.audit.answers.questions.Vocabulary.Span;

/**
 * How a question fits one that can be asked: every stretch of it is accounted for.
 *
 * @param asked which
 * @param names in it
 * @param score how much of it is said in particular
 */
record Fit(Asked asked, List<Name> names, int score) {
    /** More ways to read a question than this nobody meant. */
    private static final int MOST_READINGS = 4_096;

    /**
     * The best fits, which differ in names; empty where some stretch is not accounted for, or something needed is
     * missing.
     */
    static List<Fit> of(Asked asked, List<Span> spans) {
        return new Search(asked, spans).best();
    }

    /** How near it comes: how many stretches would be accounted for. */
    static int nearness(Asked asked, List<Span> spans) {
        Set<String> accepted = asked.accepted();
        int near = 0;
        for (Span span : spans) {
            boolean isNeeded = span.meanings().stream()
                    .anyMatch(one -> one instanceof Sense sense
                            && asked.needed().stream().anyMatch(need -> need.contains(sense.word())));
            boolean isNamed = span.meanings().stream()
                    .anyMatch(one -> one instanceof Name name
                            && (asked.slots().contains(name.slot())
                                    || asked.optional().contains(name.slot())
                                    || accepted.contains(name.slot().name())));
            near += isNeeded || isNamed ? 2 : 0;
        }
        return near;
    }

    /** Goes through the readings of a question. */
    private static final class Search {
        private final Asked asked;
        private final List<Span> spans;
        private final Set<String> accepted;
        private final List<Set<String>> needed;
        private int readings;
        private final List<Fit> best = new ArrayList<>();

        Search(Asked asked, List<Span> spans) {
            this.asked = asked;
            this.spans = spans.stream().filter(span -> !span.isPause()).toList();
            accepted = asked.accepted();
            needed = asked.needed();
        }

        List<Fit> best() {
            go(0, new ArrayList<>(), new HashSet<>(), 0);
            return best;
        }

        private void go(int at, List<Name> names, Set<String> senses, int particular) {
            if (readings > MOST_READINGS) {
                return;
            }
            if (at == spans.size()) {
                readings++;
                take(names, senses, particular);
                return;
            }
            Span span = spans.get(at);
            span.meanings().stream()
                    .filter(Name.class::isInstance)
                    .map(Name.class::cast)
                    .filter(name -> isWelcome(name, names))
                    .forEach(name -> {
                        List<Name> more = new ArrayList<>(names);
                        if (!more.contains(name)) {
                            more.add(name);
                        }
                        go(at + 1, more, senses, particular + 1);
                    });
            Set<String> own = new HashSet<>();
            span.meanings().forEach(one -> {
                if (one instanceof Sense sense && accepted.contains(sense.word())) {
                    own.add(sense.word());
                }
            });
            if (!own.isEmpty()) {
                Set<String> more = new HashSet<>(senses);
                more.addAll(own);
                go(at + 1, names, more, particular + 1);
            } else if (span.meanings().stream().anyMatch(Idle.class::isInstance)) {
                go(at + 1, names, senses, particular);
            }
        }

        private boolean isWelcome(Name name, List<Name> names) {
            if (accepted.contains(name.slot().name()) && !isSlot(name.slot())) {
                return true;
            }
            long most = count(asked.slots(), name.slot()) + count(asked.optional(), name.slot());
            long others = names.stream()
                    .filter(one -> one.slot() == name.slot() && !one.equals(name))
                    .count();
            return others < most;
        }

        private boolean isSlot(Slot slot) {
            return asked.slots().contains(slot) || asked.optional().contains(slot);
        }

        private static long count(List<Slot> slots, Slot one) {
            return slots.stream().filter(slot -> slot == one).count();
        }

        private void take(List<Name> names, Set<String> senses, int particular) {
            for (Slot slot : asked.slots()) {
                if (names.stream().filter(name -> name.slot() == slot).count() < count(asked.slots(), slot)) {
                    return;
                }
            }
            boolean isComplete = needed.stream()
                    .allMatch(need -> need.stream()
                            .anyMatch(one -> senses.contains(one)
                                    || names.stream()
                                            .anyMatch(name -> name.slot().name().equals(one))));
            int score = particular + needed.size() + asked.slots().size();
            if (!isComplete || !best.isEmpty() && score < best.get(0).score()) {
                return;
            }
            if (!best.isEmpty() && score > best.get(0).score()) {
                best.clear();
            }
            boolean isAnother =
                    best.stream().noneMatch(one -> Set.copyOf(one.names()).containsAll(names));
            if (isAnother) {
                best.add(new Fit(asked, List.copyOf(names), score));
            }
        }
    }
}
