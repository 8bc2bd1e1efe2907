package org.subtext.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.report.charts.Markup;
import org.subtext.wording.Digits;

/** All runs, the latest first: what was asked, what was answered, of how many, when. */
final class AuditsPage {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AuditsPage() {}

    /** @param startAddress where runs are started; null where that is not allowed */
    static Markup of(List<RunSummary> runs, @Nullable String startAddress) {
        Markup start = startAddress == null
                ? Markup.nothing()
                : Markup.tag("p")
                        .add(Markup.text("a", "Start, cancel or resume a run")
                                .with("class", "item")
                                .with("href", startAddress));
        if (runs.isEmpty()) {
            return Markup.fragment(
                    List.of(
                            start,
                            Markup.text(
                                    "p",
                                    "There is no run in this folder yet. One that begins appears when the page is read again.")));
        }
        Markup rows = Markup.tag("tbody");
        for (RunSummary run : runs) {
            rows = rows.add(row(run));
        }
        Markup head = Markup.tag("tr");
        for (String column : List.of("Compare", "Run", "Asked", "Answer", "Of", "When")) {
            head = head.add(Markup.text("th", column).with("scope", "col"));
        }
        Markup search = Markup.tag("p")
                .with("class", "search")
                .add(Markup.text("label", "Search ").with("for", "search"))
                .add(Markup.tag("input")
                        .with("id", "search")
                        .with("type", "search")
                        .with("autocomplete", "off")
                        .with("spellcheck", "false"));
        Markup table = Markup.tag("table")
                .with("class", "runs")
                .add(Markup.text("caption", Digits.counted(runs.size(), "run", "runs") + ", the latest first"))
                .add(Markup.tag("thead").add(head))
                .add(rows);
        Markup list = Markup.tag("div")
                .with("class", "table")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Runs")
                .add(table);
        Markup chosen = Markup.tag("form")
                .with("action", Link.COMPARE)
                .add(list)
                .add(Markup.tag("p")
                        .with("class", "small")
                        .add(Markup.text("button", "Compare two runs"))
                        .add(" Choose two audits of images or scores: the upper one less the lower one, on the patients"
                                + " that both assessed."));
        boolean areTwo = runs.stream().filter(ComparePage::takes).count() > 1;
        return Markup.fragment(List.of(start, search, areTwo ? chosen : list));
    }

    private static Markup row(RunSummary run) {
        List<Question> questions = Question.of(run.kind());
        boolean isOpen = run.state() == State.FINISHED && !questions.isEmpty();
        Markup name = isOpen
                ? Markup.text("a", run.name())
                        .with("href", Link.to(run.name(), questions.get(0)))
                        .with("class", "item")
                : Markup.text("span", run.name());
        Markup choice = ComparePage.takes(run)
                ? Markup.tag("input")
                        .with("type", "checkbox")
                        .with("name", Link.RUN)
                        .with("value", run.name())
                        .with("aria-label", "Compare " + run.name())
                : Markup.nothing();
        return Markup.tag("tr")
                .with("data-run", Link.encoded(run.name()))
                .add(Markup.tag("td").add(choice))
                .add(Markup.tag("th").with("scope", "row").add(name))
                .add(Markup.text("td", asked(run)))
                .add(Markup.tag("td").add(answer(run)))
                .add(Markup.text("td", run.size() == null ? isOpen ? "not told" : "" : run.size()))
                .add(Markup.tag("td").add(when(run.when())));
    }

    static String asked(RunSummary run) {
        String attribute = run.attribute();
        if (attribute == null) {
            return "";
        }
        return run.question(attribute);
    }

    private static Markup answer(RunSummary run) {
        String kind = run.verdict() == null
                ? run.harm() == null ? "state" : "harm-" + run.harm().name().toLowerCase(Locale.ROOT)
                : run.verdict().name().toLowerCase(Locale.ROOT);
        return Markup.text("span", run.answer()).with("class", "answer standing " + kind.replace('_', '-'));
    }

    private static Markup when(@Nullable Instant when) {
        return when == null
                ? Markup.nothing()
                : Markup.text("time", DAY.format(when)).with("datetime", when.toString());
    }
}
