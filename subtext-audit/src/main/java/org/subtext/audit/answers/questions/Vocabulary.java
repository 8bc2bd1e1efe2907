package org.subtext.audit.answers.questions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Slot;

/** What is written for what, in one language and of one run. */
final class Vocabulary {
    /** From so many letters on one slip is forgiven. */
    private static final int LONG_ENOUGH = 5;

    /** A name of so few letters is known only as it is written: "A" is not "a". */
    private static final int SHORT_NAME = 2;

    /** Parts of a run whose names are words of the language, or are accounted for as such. */
    private static final Set<Slot> BUILT_IN = EnumSet.of(Slot.ATTRIBUTE, Slot.RATE, Slot.MEASURE, Slot.ITEM, Slot.MODE);

    /** What a name stands between where it can be nothing else. */
    private static final Pattern QUOTED = Pattern.compile("[\"“”„«]([^\"“”„»]+)[\"“”»]");

    private static final Pattern DIGIT = Pattern.compile(".*\\d.*");

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
    record Span(String written, Set<Meaning> meanings, boolean isPause, boolean isQuoted) {
        Span {
            meanings = Set.copyOf(meanings);
        }

        /** Without names that are words of the language too. */
        Span withoutName() {
            Set<Meaning> others = meanings.stream()
                    .filter(one -> !(one instanceof Name name) || BUILT_IN.contains(name.slot()))
                    .collect(Collectors.toSet());
            boolean isWord = others.stream().anyMatch(Sense.class::isInstance);
            return isWord && !isQuoted ? new Span(written, others, isPause, false) : this;
        }

        boolean isUnknown() {
            return meanings.isEmpty() && !isPause;
        }
    }

    private final Map<String, Set<Meaning>> phrases = new HashMap<>();
    private final Map<String, Set<Meaning>> shortNames = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> turning = new HashSet<>();
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
        for (Slot slot : Slot.values()) {
            if (!BUILT_IN.contains(slot)) {
                List<String> names = figures.names(slot);
                names.stream()
                        .filter(name -> isTurning(name, names.size(), language))
                        .forEach(turning::add);
            }
        }
        // a run called as one of its groups would swallow the group
        if (DIGIT.matcher(figures.run()).matches() && !phrases.containsKey(Letters.phrase(figures.run()))) {
            add(figures.run(), new Idle());
        }
    }

    /**
     * Whether a name can be taken for a turn of a question: "Not White", which may be whoever is not White, where there
     * are others besides; "Each group"; "All".
     */
    private boolean isTurning(String label, int names, Language language) {
        List<Letters.Word> all = Letters.words(label, false);
        for (Map.Entry<Language.Turn, List<String>> kind : language.turns().entrySet()) {
            for (String turn : kind.getValue()) {
                List<Letters.Word> rest = without(all, List.of(turn.split(" ")));
                boolean isNegation = kind.getKey() == Language.Turn.NEGATION;
                if (rest.size() < all.size()
                        && (rest.isEmpty()
                                || (isNegation
                                        ? names > 2 && isName(rest)
                                        : isName(rest) || rest.stream().allMatch(this::isWord)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Letters.Word> without(List<Letters.Word> all, List<String> turn) {
        List<String> folded = all.stream().map(Letters.Word::folded).toList();
        int at = Collections.indexOfSubList(folded, turn);
        List<Letters.Word> rest = new ArrayList<>(all);
        if (at >= 0) {
            rest.subList(at, at + turn.size()).clear();
        }
        return rest;
    }

    private boolean isName(List<Letters.Word> rest) {
        String written = rest.stream().map(Letters.Word::written).collect(Collectors.joining(" "));
        String folded = rest.stream().map(Letters.Word::folded).collect(Collectors.joining(" "));
        return shortNames.containsKey(written)
                || phrases.getOrDefault(folded, Set.of()).stream().anyMatch(Name.class::isInstance);
    }

    private boolean isWord(Letters.Word one) {
        return phrases.containsKey(one.folded());
    }

    /** A name as it is written in a question: in quotation marks where it can be taken for something else. */
    String inQuestion(String label) {
        return turning.contains(label) ? '"' + label + '"' : label;
    }

    /** A name that may be a turn of the question as well; empty where each is meant as one. */
    Optional<Name> unclear(List<Span> spans) {
        return spans.stream()
                .filter(span -> !span.isQuoted())
                .flatMap(span -> span.meanings().stream())
                .filter(Name.class::isInstance)
                .map(Name.class::cast)
                .filter(name -> turning.contains(name.label()))
                .findFirst();
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
        Set<String> quoted = QUOTED.matcher(question)
                .results()
                .map(one -> Letters.phrase(one.group(1)))
                .collect(Collectors.toSet());
        String exact = Letters.exact(question);
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at < typed.size(); ) {
            if (typed.get(at).isPause()) {
                spans.add(new Span(typed.get(at).written(), Set.of(), true, false));
                at++;
                continue;
            }
            int length = length(typed, meant, at);
            spans.add(span(typed, meant, at, length, quoted, exact));
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

    private Span span(
            List<Letters.Word> typed, List<String> meant, int at, int length, Set<String> quoted, String exact) {
        String written = typed.subList(at, at + length).stream()
                .map(Letters.Word::written)
                .collect(Collectors.joining(" "));
        Set<Meaning> meanings =
                new LinkedHashSet<>(phrases.getOrDefault(String.join(" ", meant.subList(at, at + length)), Set.of()));
        meanings.addAll(shortNames.getOrDefault(written, Set.of()));
        meanings.removeIf(one -> one instanceof Name name
                && Letters.isOfSigns(name.label())
                && !exact.contains(Letters.exact(name.label())));
        boolean isQuoted =
                quoted.contains(Letters.phrase(written)) && meanings.stream().anyMatch(Name.class::isInstance);
        if (isQuoted) {
            meanings.removeIf(one -> !(one instanceof Name));
        }
        return new Span(written, meanings, false, isQuoted);
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
