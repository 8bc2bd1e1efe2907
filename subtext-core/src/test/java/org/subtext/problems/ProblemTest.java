package org.subtext.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second face: a page that words every knob as the field of a form, to see that nothing but a face knows options. */
final class ProblemTest {
    private static final Words PAGE = new Words() {
        @Override
        public String name(Knob knob) {
            return "the field «" + knob.meaning() + "»";
        }

        @Override
        public String set(Turn turn) {
            return "«" + turn.value() + "» in " + name(turn.knob());
        }

        @Override
        public String action(Action action, String subject, List<Turn> turns) {
            String fields = turns.stream().map(this::set).collect(Collectors.joining(" and "));
            return "the button «" + action.meaning() + " " + subject + "»"
                    + (fields.isEmpty() ? "" : " with " + fields);
        }
    };

    static Stream<Knob> everyKnob() {
        return Stream.of(PlanKey.values(), Argument.values(), Action.values()).flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("everyKnob")
    void everyKnobHasWordsForAPage(Knob knob) {
        String page = Sentence.of("Turn ").and(knob).and(".").in(PAGE);

        assertThat(page).contains(knob.meaning()).doesNotContain("--").doesNotContain("subtext ");
        assertThat(knob.meaning()).isNotBlank().doesNotEndWith(".").matches("[a-z0-9].*");
        assertThat(knob.id()).matches("[a-z0-9_.]+( [a-z]+)?");
    }

    @Test
    void noTwoKnobsHaveOneNameOfTheirKind() {
        assertThat(Stream.of(PlanKey.values()).map(Knob::id)).doesNotHaveDuplicates();
        assertThat(Stream.of(Argument.values(), Action.values())
                        .flatMap(Stream::of)
                        .map(Knob::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSentenceKeepsItsKnobsWhereTheyStand() {
        Sentence sentence = Sentence.of("Correct ")
                .and(PlanKey.COHORT_ONLY)
                .and(", or ")
                .set(PlanKey.COHORT_MISSING_IMAGES, "exclude")
                .and(".");

        assertThat(sentence).hasToString("Correct cohort.inclusion.only, or cohort.inclusion.missing_images: exclude.");
        assertThat(sentence.knobs()).containsExactly(PlanKey.COHORT_ONLY, PlanKey.COHORT_MISSING_IMAGES);
    }

    @Test
    void listsAndValuesByNameAreWordedAsAPlanFileWritesThem() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("1", "White");
        codes.put("2", "Black");

        assertThat(Sentence.EMPTY.set(PlanKey.COHORT_CODES, codes))
                .hasToString("cohort.recoding.codes: {1: White, 2: Black}");
        assertThat(Sentence.EMPTY.set(PlanKey.COHORT_CLASSES, List.of("F", "M")))
                .hasToString("cohort.classes: [F, M]");
    }

    @Test
    void occurrencesOfAKindAreCountedAndItsMendIsSaidOnce() {
        Problems problems = new Problems();
        for (int row = 1; row <= 7; row++) {
            problems.add(
                    "missing",
                    "Row " + row + " has no file.",
                    Sentence.of(PlanKey.COHORT_IMAGES).and(" is wrong."));
        }

        assertThatThrownBy(problems::throwIfAny).isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
            assertThat(refusal.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.knobs()).containsExactly(PlanKey.COHORT_IMAGES);
                assertThat(problem.toString().lines())
                        .hasSize(7)
                        .contains("  Row 5 has no file.", "  and 2 more of this kind.", "  cohort.images is wrong.");
                assertThat(problem.in(PAGE)).contains("the field «the folder that image paths start from");
            });
        });
    }

    @Test
    void aProblemOfAnotherCheckKeepsItsKnobsAndItsPlace() {
        Problem found = Problem.of(
                Sentence.of("No row is left. Correct ").and(PlanKey.COHORT_ONLY).and("."));
        Problems problems = new Problems();
        problems.add(found.at("External cohort b: "));

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem).hasToString("External cohort b: No row is left. Correct cohort.inclusion.only.");
            assertThat(problem.knobs()).containsExactly(PlanKey.COHORT_ONLY);
        });
    }
}
