package org.subtext.audit.answers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply;

/** Questions in many words: answered rightly or not at all. */
class QuestionsTest {
    @TempDir
    private static Path folder;

    private static Map<String, Questions> questions;

    @BeforeAll
    static void make() throws IOException {
        Runs runs = new Runs(folder);
        questions = Map.of(
                "audit", Questions.about(Figures.of("audit", runs.audit())),
                "harm", Questions.about(Figures.of("harm", runs.harm())),
                "models", Questions.about(Figures.of("models", runs.harmOfModels("models", 0))),
                "survey", Questions.about(Figures.of("survey", runs.survey())));
    }

    private static Questions of(String run) {
        return requireNonNull(questions.get(run));
    }

    @Test
    void paraphrasesAreAnsweredRightlyOrNotAtAll() throws IOException {
        List<String[]> all = lines("paraphrases.tsv", "paraphrases-apart.tsv");
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String[] line : all) {
            Reply reply = of(line[0]).ask(line[3]);
            if (reply instanceof Reply.Answered answered) {
                if (Set.of(line[1].split("\\|")).contains(answered.question()) && areOf(answered, line)) {
                    right++;
                } else {
                    wrong.add(line[3] + " -> " + answered.question() + answered.lines());
                }
            }
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(200);
        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * all.size()));
    }

    /** Written by somebody who had not read the words: most are answered, and none wrongly. */
    @Test
    void questionsOfStrangersAreNotAnsweredWrongly() throws IOException {
        int right = 0;
        for (String[] line : lines("strangers.tsv")) {
            Reply reply = of(line[0]).ask(line[3]);
            if (reply instanceof Reply.Answered answered) {
                assertThat(Set.of(line[1].split("\\|"))).as(line[3]).contains(answered.question());
                assertThat(areOf(answered, line)).as(line[3]).isTrue();
                right++;
            }
        }
        assertThat(right).isGreaterThanOrEqualTo(36);
        for (String[] line : lines("strangers-refused.tsv")) {
            Reply reply = of(line[0]).ask(line[1]);
            String answeredBy = reply instanceof Reply.Answered answered ? answered.question() : "";
            assertThat(answeredBy).as(line[1]).isEqualTo(line.length > 2 ? line[2] : "");
        }
    }

    @Test
    void aSampleSizeIsThatOfTheSampleUnlessMoreIsAskedFor() {
        assertThat(of("audit").ask("What is the sample size?")).matches(one -> isBy(one, "patients"));
        assertThat(of("harm").ask("What was the sample size?")).matches(one -> isBy(one, "patients"));
        assertThat(of("audit").ask("What is the sample size in images?")).matches(one -> isBy(one, "images"));
        assertThat(of("audit").ask("What sample size is needed?")).matches(one -> isBy(one, "sizes"));
        assertThat(of("audit").ask("What is the sample size for Black?")).matches(one -> isBy(one, "class-patients"));
    }

    @Test
    void aModelIsANameLikeAnyOtherInQuestionsOnRates() {
        for (String question : List.of(
                "true positive rate of White by s1",
                "What is the true positive rate of White by s1?",
                "What is the true positive rate of White by model s1?",
                "true positive rate of White from s1",
                "TPR of s1 for White")) {
            assertThat(of("models").ask(question))
                    .as(question)
                    .isInstanceOfSatisfying(Reply.Answered.class, answered -> {
                        assertThat(answered.question()).isEqualTo("rate");
                        assertThat(answered.lines())
                                .singleElement()
                                .asString()
                                .startsWith("nodule by s1, true positive rate, White: ");
                    });
        }
        assertThat(of("models").ask("Is the gap of Black by model s2 significant?"))
                .matches(one -> isBy(one, "gap-p"));
        assertThat(of("models").ask("What is the false positive rate of each group by s2?"))
                .matches(one -> isBy(one, "all-rates"));
        assertThat(of("models").ask("true positive rate of White by s3").isAnswered())
                .isFalse();
    }

    @Test
    void aPSaysItsSideAndThatOfAVerdictBelowChanceIsTold() throws IOException {
        Questions two = Questions.about(Figures.of(
                "below", new Runs(folder).scores("below", List.of(60, 80), List.of("Black", "White"), -0.5)));

        assertThat(two.ask("What is the verdict?").text()).startsWith("Below chance.");
        assertThat(two.ask("Is it significant?").text())
                .contains("p = 1.000 (one-sided, above 0.5)")
                .containsPattern("p . 0\\.\\d{3} \\(one-sided, below 0\\.5\\)")
                .contains("/below_p");
        assertThat(of("audit").ask("Is it significant?").text())
                .contains(" (one-sided, above 0.5)")
                .doesNotContain("below 0.5");

        Questions three = Questions.about(
                Figures.of("upset", new Runs(folder).scores("upset", List.of(60, 70, 80), Runs.RACES, -0.5)));
        assertThat(three.ask("Is it significant?").text())
                .contains("(one-sided, above 0.5; the verdict is below chance, of single classes)");
        for (String question : List.of("Is Black significant?", "What is the p-value of each class?")) {
            assertThat(three.ask(question).text())
                    .as(question)
                    .contains("(one-sided, above 0.5)", "(one-sided, below 0.5)");
        }
    }

    @Test
    void superlativesAreRefusedAndOfTheReferenceTheGapsBesideItAreTold() {
        for (String question : List.of("Which group is served worst?", "Who is harmed most?")) {
            assertThat(of("harm").ask(question)).as(question).isInstanceOf(Reply.NotAnswered.class);
            assertThat(of("harm").ask(question).text()).as(question).contains("put in no order");
        }
        assertThat(of("harm").ask("Is M served worse?").text()).contains("F less M: ");
        assertThat(of("harm").ask("Verdict on M").isAnswered()).isFalse();
    }

    private static boolean isBy(Reply reply, String question) {
        return reply instanceof Reply.Answered answered && answered.question().equals(question);
    }

    /** Whether the figures are of the names that were asked for. */
    private static boolean areOf(Reply.Answered answered, String[] line) {
        Set<String> names = new HashSet<>();
        answered.figures().forEach(figure -> names.addAll(figure.names().values()));
        String rest = line[2];
        for (String name : names) {
            rest = rest.replace(name, "");
        }
        return rest.isBlank();
    }

    @Test
    void whatIsOutOfScopeIsRefusedWithWhatMayBeAsked() throws IOException {
        List<String[]> all = lines("refused.tsv", "refused-apart.tsv");
        assertThat(all).hasSizeGreaterThanOrEqualTo(80);
        for (String[] line : all) {
            Reply reply = of(line[0]).ask(line[1]);
            assertThat(reply).as(line[1]).isInstanceOf(Reply.NotAnswered.class);
            assertThat(((Reply.NotAnswered) reply).mayAsk()).as(line[1]).isNotEmpty();
            assertThat(reply.text()).doesNotContain("Source:");
        }
    }

    @Test
    void reasonsAreSaid() {
        Questions audit = of("audit");

        assertThat(audit.ask("What is the AUC of Latino?").text()).contains("Latino", "Asian, Black, White");
        assertThat(audit.ask("Is race not revealed?").text()).contains("\"not\"");
        assertThat(audit.ask("Is Black better than White?").text()).contains("difference");
        assertThat(audit.ask("AUC of Black? And how many patients?").text()).contains("one at a time");
        assertThat(audit.ask("Is race revealed, and by which route?")).matches(one -> reason(one) == Reply.Reason.TWO);
        assertThat(audit.ask("By which route, in this run, is race revealed?").isAnswered())
                .isTrue();
        assertThat(audit.ask("Is any group harmed?")).matches(one -> reason(one) == Reply.Reason.ABSENT);
        assertThat(audit.ask("x".repeat(501)).text()).contains("500");
        assertThat(audit.ask("<b>\u202e`x`</b>").text()).doesNotContain("<b>", "\u202e", "`");
    }

    private static Reply.Reason reason(Reply reply) {
        return ((Reply.NotAnswered) reply).reason();
    }

    /** A class called as a turn of the question would swallow it: whoever is not White is more than "Not White". */
    @Test
    void namesThatAreTurnsOfAQuestionAreAnsweredForInQuotationMarksOnly() throws IOException {
        Questions negated = named("negated", "White", "Not White", "Other");
        Questions quantified = named("quantified", "All", "Each class", "None");

        for (String question : List.of("How many patients are not White?", "AUC of not white")) {
            assertThat(negated.ask(question)).matches(one -> reason(one) == Reply.Reason.UNSURE);
            assertThat(negated.ask(question).text()).contains("quotation marks", "\"Not White\"");
        }
        assertThat(negated.ask("How many patients are \"Not White\"?").text()).contains("Not White: 60 patients");
        assertThat(negated.ask("How many patients are White?").text()).contains("White: 40 patients");
        assertThat(negated.ask("What is the AUC of Other?").isAnswered()).isTrue();
        for (String question : List.of("What is the AUC of all?", "AUC of each class", "How many are none?")) {
            assertThat(quantified.ask(question)).matches(one -> reason(one) == Reply.Reason.UNSURE);
        }
        assertThat(negated.all()).allMatch(question -> negated.ask(question).isAnswered());
        assertThat(quantified.all())
                .allMatch(question -> quantified.ask(question).isAnswered());
    }

    @Test
    void namesWithoutASecondMeaningNeedNoQuotationMarks() throws IOException {
        Questions two = named("two", "Hispanic", "Non-Hispanic");
        Questions plain = named("plain", "No finding", "All Saints", "not recorded");

        assertThat(two.ask("What is the AUC of Non-Hispanic?").isAnswered()).isTrue();
        for (String name : List.of("No finding", "All Saints", "not recorded")) {
            assertThat(plain.ask("How many patients are " + name + "?").text()).startsWith(name + ": ");
        }
    }

    @Test
    void namesThatAreWordsOfAnotherQuestionOrOfEachOtherAreUnclear() throws IOException {
        Questions words = named("words", "Mean", "Few", "Black");
        Questions signs = named("signs", "<60", "≥60", "-2+3");

        assertThat(words.ask("What is the mean AUC?")).matches(one -> reason(one) == Reply.Reason.UNSURE);
        assertThat(words.ask("What is the AUC of \"Mean\"?").text()).contains("AUC of Mean");
        assertThat(words.ask("What is the AUC of Black?").isAnswered()).isTrue();
        assertThat(signs.ask("AUC of 60").isAnswered()).isFalse();
        assertThat(signs.ask("AUC of 2 3").isAnswered()).isFalse();
        assertThat(signs.ask("AUC of <60").text()).contains("AUC of ‹60");
        assertThat(signs.ask("AUC of -2+3").text()).contains("AUC of -2+3");
    }

    /** The name of the run is no word: it may be that of a class. */
    @Test
    void aRunCalledAsAClassSwallowsNone() throws IOException {
        Questions run = named("black-women", "Black", "White", "Asian");

        assertThat(run.ask("What is the AUC of Black women?").isAnswered()).isFalse();
    }

    private static Questions named(String run, String... classes) throws IOException {
        Path made = new Runs(folder).scores(run, List.of(40, 60, 80).subList(0, classes.length), List.of(classes));
        return Questions.about(Figures.of(run, made));
    }

    @Test
    void everyAnswerEndsWithItsPlaceAndItsLimits() {
        questions.forEach((run, asked) -> {
            for (String question : asked.all()) {
                Reply reply = asked.ask(question);
                assertThat(reply.isAnswered())
                        .as(run + ": " + question + " " + reply.text())
                        .isTrue();
                Reply.Answered answered = (Reply.Answered) reply;
                assertThat(answered.source()).contains("SHA-256", ".json", " at /");
                assertThat(answered.limits()).hasSizeGreaterThan("Limits: ".length());
                assertThat(answered.text()).doesNotContain("{", "}");
            }
        });
        assertThat(of("audit").all()).hasSizeGreaterThan(35);
    }

    @Test
    void oneSlipIsForgivenInLongWordsAndNeverInNumbers() {
        Questions audit = of("audit");

        assertThat(audit.ask("What is the sensitivty for Blcak?").isAnswered()).isTrue();
        assertThat(audit.ask("What is the senstivty for Black?").isAnswered()).isFalse();
        assertThat(audit.ask("AUC under low-pass 6").isAnswered()).isFalse();
        assertThat(audit.ask("WHAT IS THE ÁUC OF BLACK").isAnswered()).isTrue();
    }

    @Test
    void aQuestionTakesLessThanFiftyMilliseconds() throws IOException {
        List<String[]> all = lines("paraphrases.tsv");
        all.forEach(line -> of(line[0]).ask(line[3]));
        long begun = System.nanoTime();
        all.forEach(line -> of(line[0]).ask(line[3]));

        assertThat((System.nanoTime() - begun) / 1e6 / all.size()).isLessThan(50);
    }

    private static List<String[]> lines(String... files) throws IOException {
        List<String[]> lines = new ArrayList<>();
        for (String file : files) {
            try (InputStream in = requireNonNull(QuestionsTest.class.getResourceAsStream(file))) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> lines.add(line.split("\t")));
            }
        }
        return lines;
    }
}
