package org.subtext.problems;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Text with knobs in it, which a face words when it is shown.
 *
 * <p>Start with {@link #of} and go on with {@link #and} and {@link #set}; each gives a new sentence. Immutable.
 *
 * @param parts in order
 */
public record Sentence(List<Part> parts) {
    /** A stretch of text, or something a face words. */
    sealed interface Part {}

    /** Text as it is. */
    record Plain(String text) implements Part {}

    /** A knob by itself. */
    record Named(Knob knob) implements Part {}

    /** A knob and what it is set to. */
    record Turned(Words.Turn turn) implements Part {}

    /** Another use case. */
    record Done(Action action, String subject, List<Words.Turn> turns) implements Part {}

    /** How many of what. */
    record Counted(long count, String one, String many) implements Part {}

    /** A key of a table, and what such keys look like where it must not be told. */
    record Key(String key, String form) implements Part {}

    /** Nothing. */
    public static final Sentence EMPTY = new Sentence(List.of());

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** Text without a knob. */
    public static Sentence of(String text) {
        return EMPTY.and(text);
    }

    /** A sentence that begins with a knob. */
    public static Sentence of(Knob knob) {
        return EMPTY.and(knob);
    }

    public Sentence and(String text) {
        return text.isEmpty() ? this : with(new Plain(text));
    }

    /** The knob by itself; a use case without anything it is done with. */
    public Sentence and(Knob knob) {
        return knob instanceof Action action ? and(action, "") : with(new Named(knob));
    }

    public Sentence and(Sentence more) {
        return new Sentence(Stream.concat(parts.stream(), more.parts.stream()).toList());
    }

    /** Another use case, done with a subject and given some settings. */
    public Sentence and(Action action, String subject, Words.Turn... turns) {
        return with(new Done(action, subject, List.of(turns)));
    }

    /** The knob set to a value, or to what stands for it: {@code COLUMN}. */
    public Sentence set(Knob knob, String value) {
        return with(new Turned(new Words.Turn(knob, value)));
    }

    /** The knob set to a list. */
    public Sentence set(Knob knob, Collection<String> values) {
        return with(new Turned(new Words.Turn(knob, new Words.Several(List.copyOf(values)))));
    }

    /** The knob set to values by name. */
    public Sentence set(Knob knob, Map<String, String> values) {
        return with(new Turned(new Words.Turn(knob, new Words.Entries(values))));
    }

    /**
     * How many of what, which a report may hide.
     *
     * @param one what follows a count of one: "row has no match"
     * @param many what follows any other: "rows have no match"
     */
    public Sentence counted(long count, String one, String many) {
        return with(new Counted(count, one, many));
    }

    /** The first count in it; empty where nothing is counted. */
    public OptionalLong count() {
        return counts().findFirst();
    }

    private LongStream counts() {
        return parts.stream().filter(Counted.class::isInstance).mapToLong(part -> ((Counted) part).count());
    }

    /**
     * The sentence for anybody, every knob by its own name. A count from one to below the fewest is "fewer than 11";
     * several counts that together would tell of so few, one being the rest of another, are told of by no number.
     *
     * @param fewest smaller counts are not told, but for none
     */
    public String shared(int fewest) {
        return shared(fewest, Words.PATHS);
    }

    /** The same, knobs as a plan file words them. */
    public String shared(int fewest, Words words) {
        long[] counts = counts().toArray();
        boolean isAnySmall = false;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                long rest = i == j ? counts[i] : counts[i] - counts[j];
                isAnySmall |= rest > 0 && rest < fewest;
            }
        }
        return in(new CountsHidden(words, fewest, counts.length < 2 || !isAnySmall));
    }

    /** A key that names an image: shown on the user's own terminal, elsewhere only what such keys look like. */
    public Sentence key(String key, String form) {
        return with(new Key(key, form));
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The knobs named, in order, each once; a page shows a problem at the first. */
    public List<Knob> knobs() {
        return parts.stream().flatMap(Sentence::knobs).distinct().toList();
    }

    /** The sentence as a face says it. */
    public String in(Words words) {
        String text = parts.stream().map(part -> text(part, words)).collect(Collectors.joining());
        // Counts that are words begin a sentence as a word does.
        return !parts.isEmpty() && parts.get(0) instanceof Counted && !text.isEmpty()
                ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    /** The sentence with every knob by its own name. */
    @Override
    public String toString() {
        return in(Words.PATHS);
    }

    private Sentence with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Sentence(more);
    }

    private static Stream<Knob> knobs(Part part) {
        if (part instanceof Named named) {
            return Stream.of(named.knob());
        }
        if (part instanceof Turned turned) {
            return Stream.of(turned.turn().knob());
        }
        return part instanceof Done done ? Stream.of(done.action()) : Stream.empty();
    }

    private static String text(Part part, Words words) {
        if (part instanceof Plain plain) {
            return plain.text();
        }
        if (part instanceof Named named) {
            return words.name(named.knob());
        }
        if (part instanceof Turned turned) {
            return words.set(turned.turn());
        }
        if (part instanceof Key key) {
            return words.key(key.key(), key.form());
        }
        if (part instanceof Counted counted) {
            return words.counted(counted.count(), counted.one(), counted.many());
        }
        Done done = (Done) part;
        return words.action(done.action(), done.subject(), done.turns());
    }
}
