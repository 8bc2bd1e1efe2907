package org.subtext.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply;
import org.subtext.report.charts.Markup;

/** A question in plain words, answered from the run's own numbers or not at all. */
final class AskPage {
    /** In the address. */
    static final String QUESTION = "question";

    private AskPage() {}

    /**
     * The page.
     *
     * @param address its own
     * @param asked null where nothing was asked yet
     */
    static Markup of(Questions questions, String address, @Nullable String asked) {
        Markup form = Markup.tag("form")
                .with("action", address)
                .with("class", "search")
                .add(Markup.text("label", "Question ").with("for", "search"))
                .add(Markup.tag("input")
                        .with("id", "search")
                        .with("name", QUESTION)
                        .with("type", "search")
                        .with("maxlength", Integer.toString(Questions.LONGEST))
                        .with("autocomplete", "off")
                        .with("value", asked == null ? "" : asked))
                .add(" ")
                .add(Markup.text("button", "Ask"));
        Markup answer = asked == null || asked.isBlank() ? Markup.nothing() : answer(questions.ask(asked), address);
        return Markup.fragment(List.of(
                form, answer, Markup.text("h2", "What can be asked of this run"), list(questions.all(), address)));
    }

    private static Markup answer(Reply reply, String address) {
        Markup box = Markup.tag("section")
                .with("class", reply.isAnswered() ? "verdict no-evidence" : "verdict")
                .with("aria-label", "Answer");
        if (reply instanceof Reply.NotAnswered none) {
            box = box.add(Markup.text("p", none.says()));
            return none.mayAsk().isEmpty()
                    ? box
                    : box.add(Markup.text("p", none.introduction() + ":")).add(list(none.mayAsk(), address));
        }
        for (String line : reply.text().strip().split("\n", -1)) {
            box = box.add(Markup.text("p", line));
        }
        return box;
    }

    private static Markup list(List<String> questions, String address) {
        Markup list = Markup.tag("ul").with("class", "questions");
        for (String question : questions) {
            list = list.add(Markup.tag("li")
                    .add(Markup.text("a", question)
                            .with("class", "item")
                            .with("href", address + "?" + QUESTION + "=" + Link.encoded(question))));
        }
        return list;
    }
}
