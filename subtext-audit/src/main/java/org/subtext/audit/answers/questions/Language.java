package org.subtext.audit.answers.questions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Slot;
import org.subtext.audit.answers.Topic;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All that a language is made of, as its file has it.
 *
 * @param words a meaning, and what is written for it
 * @param idle what changes nothing of a question
 * @param refused meanings that no question has
 * @param turns words that turn a question, by kind: a name that holds one can be taken for it
 * @param aliases other words for names that a run gives to some of its parts, by the name in the run
 * @param questions that can be asked
 * @param limits what ends an answer, by name
 * @param phrases what is said around answers
 */
record Language(
        Map<String, List<String>> words,
        List<String> idle,
        Map<String, Refused> refused,
        Map<Turn, List<String>> turns,
        Map<Slot, Map<String, List<String>>> aliases,
        List<Asked> questions,
        Map<String, String> limits,
        Map<String, String> phrases) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** How a word turns a question. */
    enum Turn {
        NEGATION,
        QUANTIFIER
    }

    /** Words of what is never told, and why it is not. */
    record Refused(List<String> words, String says) {}

    /**
     * One question.
     *
     * @param id its name
     * @param topic of the figures that answer it
     * @param unless a topic of which nothing may be told then, since another question asks for it
     * @param asks it in full, with names to be put in
     * @param needs of each, any of the meanings or kinds of names that stand between bars
     * @param may meanings and kinds of names that change nothing of it
     * @param slots names that must be in it
     * @param optional names that may be
     * @param lists whether all figures that fit are told
     * @param answer a line of it, with places for text and names
     * @param limits name of what ends it
     */
    record Asked(
            String id,
            Topic topic,
            @Nullable Topic unless,
            String asks,
            List<String> needs,
            @Nullable List<String> may,
            @Nullable List<Slot> slots,
            @Nullable List<Slot> optional,
            boolean lists,
            String answer,
            String limits) {
        Asked {
            may = may == null ? List.of() : List.copyOf(may);
            slots = slots == null ? List.of() : List.copyOf(slots);
            optional = optional == null ? List.of() : List.copyOf(optional);
        }

        @Override
        public List<String> may() {
            return may == null ? List.of() : may;
        }

        @Override
        public List<Slot> slots() {
            return slots == null ? List.of() : slots;
        }

        @Override
        public List<Slot> optional() {
            return optional == null ? List.of() : optional;
        }

        /** Whether it can be asked of a run that tells of these topics. */
        boolean isFor(Set<Topic> told) {
            return told.contains(topic) && (unless == null || !told.contains(unless));
        }

        /** Each need as the set of what fulfils it. */
        List<Set<String>> needed() {
            return needs.stream().map(need -> Set.of(need.split("\\|"))).toList();
        }

        /** Every meaning and kind of name that needs and may hold. */
        Set<String> accepted() {
            Set<String> accepted = new LinkedHashSet<>(may());
            needed().forEach(accepted::addAll);
            return accepted;
        }
    }

    /** The language of a code: {@code en}. */
    static Language of(String code) {
        String file = code + ".yaml";
        try (InputStream in = Objects.requireNonNull(Language.class.getResourceAsStream(file), file)) {
            Language read = YAML.readValue(in, Language.class);
            read.requireKnown();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A meaning that is written wrongly in a question would never be found. */
    private void requireKnown() {
        List<String> unknown = new ArrayList<>();
        for (Asked one : questions) {
            one.accepted().stream()
                    .filter(meaning -> !words.containsKey(meaning) && !isSlot(meaning))
                    .forEach(meaning -> unknown.add(one.id() + ": " + meaning));
            if (!limits.containsKey(one.limits())) {
                unknown.add(one.id() + ": limits " + one.limits());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("a language has questions with unknown meanings: " + unknown);
        }
    }

    static boolean isSlot(String meaning) {
        return Character.isUpperCase(meaning.charAt(0));
    }

    String phrase(String name) {
        return Objects.requireNonNull(phrases.get(name), name);
    }
}
