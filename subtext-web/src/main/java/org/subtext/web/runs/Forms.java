package org.subtext.web.runs;

import java.util.List;
import java.util.Map;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.Work;
import org.subtext.report.charts.Markup;
import org.subtext.web.Changes;
import org.subtext.web.pages.Link;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Standing;

/** The forms, as pages. Each holds the token, without which nothing is done. */
final class Forms {
    private final String token;

    Forms(String token) {
        this.token = token;
    }

    /**
     * What can be started, cancelled and resumed.
     *
     * @param works started here, running or over
     * @param finished audits of images, of which a battery can be asked
     * @param halted audits that can be resumed
     */
    String all(List<Work<?>> works, List<RunSummary> finished, List<RunSummary> halted) {
        Markup main = Markup.fragment(List.of(
                Markup.text(
                        "p",
                        "Each form leads to what it amounts to, a plan file with every default and what it costs; only"
                                + " from there anything is started. Whoever has this page open can start programs on this"
                                + " machine as its user."),
                Markup.text("h2", "Under way"),
                under(works),
                halted(halted),
                Markup.text("h2", "An audit, of an attribute or of findings"),
                form("check")
                        .add(hidden("kind", "audit"))
                        .add(field("audit-file", "file", "Plan file, as audits write it"))
                        .add(button("See plan and price")),
                Markup.text("h2", "A battery of routes on a finished audit"),
                battery(finished),
                Markup.text("h2", "A run of harm"),
                form("check")
                        .add(hidden("kind", "harm"))
                        .add(field("harm-file", "file", "Plan file, as runs of harm write it"))
                        .add(field("harm-name", "name", "Name of the new run"))
                        .add(button("See plan and price"))));
        return Pages.framed("Start", main);
    }

    /** What would be started, with all that was asked for in hidden fields. */
    String confirmation(Planned planned, String price, String hash, Map<String, String> fields) {
        Markup begin = form("begin");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getKey().equals(Changes.TOKEN)) {
                begin = begin.add(hidden(field.getKey(), field.getValue()));
            }
        }
        Markup main = Markup.fragment(List.of(
                Markup.tag("p")
                        .add("The run ")
                        .add(Markup.text("b", Labels.of(planned.run())))
                        .add(". " + price),
                Markup.text("h2", "The plan file it amounts to"),
                Markup.text("pre", planned.plan()).with("tabindex", "0"),
                begin.add(hidden("hash", hash)).add(button("Start"))));
        return Pages.framed("Start " + Labels.of(planned.run()), main);
    }

    private Markup under(List<Work<?>> works) {
        if (works.isEmpty()) {
            return Markup.text("p", "Nothing was started from here.");
        }
        Markup list = Markup.tag("ul");
        for (Work<?> work : works) {
            Markup item = Markup.tag("li")
                    .add(Markup.tag("p")
                            .add(Markup.text("b", Labels.of(work.run())).with("class", "name"))
                            .add(": ")
                            .add(Markup.text("span", words(work)).with("class", "standing")));
            if (work.state() == Work.State.RUNNING) {
                item = item.with("data-run", Link.encoded(work.run()));
            }
            list = list.add(
                    work.state() == Work.State.RUNNING
                            ? item.add(form("cancel")
                                    .add(hidden("run", work.run()))
                                    .add(button("Cancel").with("aria-label", "Cancel " + Labels.of(work.run()))))
                            : item);
        }
        return list;
    }

    private static String words(Work<?> work) {
        return switch (work.state()) {
            case RUNNING -> work.latest().map(Standing::of).orElse("Running");
            case FINISHED -> "finished";
            case CANCELLED -> "cancelled; what was done is kept";
            case FAILED -> "ended by a problem: " + Ends.problem(work);
        };
    }

    private Markup halted(List<RunSummary> runs) {
        Markup list = Markup.tag("ul");
        for (RunSummary run : runs) {
            list = list.add(Markup.tag("li")
                    .add(Markup.text("p", Labels.of(run.name()) + ": not finished"))
                    .add(form("resume")
                            .add(hidden("run", run.name()))
                            .add(button("Resume").with("aria-label", "Resume " + Labels.of(run.name())))));
        }
        return runs.isEmpty() ? Markup.nothing() : list;
    }

    private Markup battery(List<RunSummary> finished) {
        if (finished.isEmpty()) {
            return Markup.text("p", "There is no finished audit of images.");
        }
        Markup choice = Markup.tag("select").with("id", "battery-run").with("name", "run");
        for (RunSummary run : finished) {
            choice = choice.add(Markup.text("option", Labels.of(run.name())).with("value", run.name()));
        }
        return form("check")
                .add(hidden("kind", "battery"))
                .add(Markup.tag("p")
                        .add(Markup.text("label", "Audit ").with("for", "battery-run"))
                        .add(choice))
                .add(field("battery-routes", "routes", "Routes, separated by commas: frequency, intensity; or all"))
                .add(field("battery-settings", "settings", "Settings, separated by commas: low-pass 12"))
                .add(Markup.tag("p")
                        .add(Markup.tag("label")
                                .add(Markup.tag("input")
                                        .with("type", "checkbox")
                                        .with("name", "trains")
                                        .with("value", "yes"))
                                .add(" Train new networks, too")))
                .add(button("See plan and price"));
    }

    private Markup form(String action) {
        return Markup.tag("form")
                .with("method", "post")
                .with("action", Changes.ADDRESS + "/" + action)
                .add(hidden(Changes.TOKEN, token));
    }

    private static Markup hidden(String name, String value) {
        return Markup.tag("input").with("type", "hidden").with("name", name).with("value", value);
    }

    private static Markup field(String id, String name, String label) {
        return Markup.tag("p")
                .with("class", "search")
                .add(Markup.text("label", label + " ").with("for", id))
                .add(Markup.tag("input")
                        .with("id", id)
                        .with("name", name)
                        .with("autocomplete", "off")
                        .with("spellcheck", "false"));
    }

    private static Markup button(String words) {
        return Markup.text("button", words);
    }
}
