package org.subtext.audit.answers.questions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Slot;

/** What is written for what, in one language and of one run. */
final class Vocabulary {
    /** From so many letters on one slip is forgiven. */
    private static final int LONG_ENOUGH = 5;

    /** A name of so few letters is known only as it is written: "A" is not "a". */
    private static final int SHORT_NAME = 2;

    /** What a stretch of a question may mean. */
    sealed interface Meaning {}

    /** Nothing of importance. */
    record Idle() implements Meaning {}

    /** A meaning of the language. */
    record Sense(String word) implements Meaning {}

    /** What is never told, by the name of the refusal. */
    record Forbidden(String why) implements Meaning {}

    /** A name of the run. */
    record Name(Slot slot, String label) implements Meaning {}

    /** A stretch of a question with all that it may mean; nothing where it is not known. */
    record Span(String written, Set<Meaning> meanings, boolean isPause) {
        Span {
            meanings = Set.copyOf(meanings);
        }

        boolean isUnknown() {
            return meanings.isEmpty() && !isPause;
        }
    }

    private final Map<String, Set<Meaning>> phrases = new HashMap<>();
    private final Map<String, Set<Meaning>> shortNames = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private int longest = 1;

    Vocabulary(Language language, Figures figures) {
        language.idle().forEach(idle -> add(idle, new Idle()));
        language.words().forEach((sense, all) -> all.forEach(one -> add(one, new Sense(sense))));
        language.refused().forEach((why, refused) -> refused.words().forEach(one -> add(one, new Forbidden(why))));
        language.aliases()
                .forEach((slot, names) -> names.forEach((name, others) -> {
                    if (figures.names(slot).contains(name)) {
                        others.forEach(other -> add(other, new Name(slot, name)));
                    }
                }));
        for (Slot slot : Slot.values()) {
            figures.names(slot).forEach(name -> name(name, new Name(slot, name)));
        }
        add(figures.run(), new Idle());
    }

    private void name(String label, Name meaning) {
        String phrase = Letters.phrase(label);
        if (phrase.length() <= SHORT_NAME) {
            shortNames.computeIfAbsent(label, first -> new LinkedHashSet<>()).add(meaning);
        } else {
            add(label, meaning);
        }
    }

    private void add(String written, Meaning meaning) {
        String phrase = Letters.phrase(written);
        if (phrase.isEmpty()) {
            return; // a name without letters cannot be asked for
        }
        phrases.computeIfAbsent(phrase, first -> new LinkedHashSet<>()).add(meaning);
        String[] parts = phrase.split(" ");
        longest = Math.max(longest, parts.length);
        words.addAll(List.of(parts));
    }

    /** A question in stretches, the longest that are known. */
    List<Span> spans(String question) {
        List<Letters.Word> typed = Letters.words(question, true);
        List<String> meant = typed.stream()
                .map(word -> word.isPause() ? "" : meant(word.folded()))
                .toList();
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at < typed.size(); ) {
            if (typed.get(at).isPause()) {
                spans.add(new Span(typed.get(at).written(), Set.of(), true));
                at++;
                continue;
            }
            int length = length(typed, meant, at);
            spans.add(span(typed, meant, at, length));
            at += length;
        }
        return spans;
    }

    private int length(List<Letters.Word> typed, List<String> meant, int at) {
        int most = 0;
        while (most < longest
                && at + most < typed.size()
                && !typed.get(at + most).isPause()) {
            most++;
        }
        for (int length = most; length > 1; length--) {
            if (phrases.containsKey(String.join(" ", meant.subList(at, at + length)))) {
                return length;
            }
        }
        return 1;
    }

    private Span span(List<Letters.Word> typed, List<String> meant, int at, int length) {
        String written = typed.subList(at, at + length).stream()
                .map(Letters.Word::written)
                .collect(Collectors.joining(" "));
        Set<Meaning> meanings =
                new LinkedHashSet<>(phrases.getOrDefault(String.join(" ", meant.subList(at, at + length)), Set.of()));
        meanings.addAll(shortNames.getOrDefault(written, Set.of()));
        return new Span(written, meanings, false);
    }

    /** The word that was meant: itself where it is known, or the one that a single slip makes it. */
    private String meant(String typed) {
        if (words.contains(typed)
                || typed.length() < LONG_ENOUGH
                || typed.chars().anyMatch(Character::isDigit)) {
            return typed;
        }
        List<String> near = words.stream()
                .filter(word -> word.length() >= LONG_ENOUGH - 1
                        && word.chars().noneMatch(Character::isDigit)
                        && Letters.isOneSlip(typed, word))
                .sorted()
                .toList();
        boolean isOne = near.size() == 1 || near.size() > 1 && haveOneMeaning(near);
        return isOne ? near.get(0) : typed;
    }

    private boolean haveOneMeaning(Collection<String> near) {
        return near.stream()
                                .map(word -> phrases.getOrDefault(word, Set.of()))
                                .distinct()
                                .count()
                        == 1
                && near.stream().allMatch(phrases::containsKey);
    }
}
