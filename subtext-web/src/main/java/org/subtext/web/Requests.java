package org.subtext.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.access.Gate;
import org.subtext.web.access.Headers;
import org.subtext.web.access.Pass;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;

/** From addresses to pages; each request passes the gate first, and each answer has the same headers. */
final class Requests {
    /** In the link that the program prints. */
    static final String CODE = "code";

    /** Of a comparison, twice. */
    private static final String RUN = "run";

    private static final String PAGE = "text/html; charset=utf-8";

    private static final Pattern EXHIBIT = Pattern.compile("(figure|table)-([1-9]\\d{0,3})\\.(svg|csv)");

    private final Pages pages;
    private final Pass pass;
    private final Gate gate;
    private final ProgressFeed progress;
    private final @Nullable Changes changes;

    /** @param changes null where everything is only read */
    Requests(Pages pages, Pass pass, ProgressFeed progress, @Nullable Changes changes) {
        this.pages = pages;
        this.pass = pass;
        this.gate = new Gate(pass, changes != null);
        this.progress = progress;
        this.changes = changes;
    }

    /** Every request passes this first. */
    void admitOnly(RoutesConfig routes) {
        routes.before(this::admit);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", context -> show(context, pages.audits()));
        routes.get("/assets/{name}", Requests::asset);
        routes.get("/compare", context -> show(context, pages.comparison(context.queryParams(RUN))));
        routes.get("/compare/{file}", this::comparedExhibit);
        routes.get("/runs/{run}/{question}", this::page);
        routes.get("/runs/{run}/{question}/{file}", this::exhibit);
        routes.sse("/progress", progress::add);
        if (changes != null) {
            routes.get(Changes.ADDRESS, context -> show(context, changes.page(pass.token())));
            routes.post(Changes.ADDRESS + "/{action}", context -> change(context, changes));
        }
        routes.error(404, context -> {
            if (context.resultInputStream() == null) {
                notThere(context);
            }
        });
        routes.exception(InvalidInputException.class, (e, context) -> {
            context.status(404);
            refuse(
                    context,
                    "Cannot be shown",
                    "What this run has stored cannot be read: it is damaged, of another version, or was changed.");
        });
    }

    private void admit(Context context) {
        Headers.all().forEach(context::header);
        Gate.Asked asked = asked(context);
        Optional<Gate.Refusal> refusal = gate.refusesStranger(asked);
        if (refusal.isEmpty()
                && context.req().getMethod().equals("GET") // whoever looks what a link leads to does not open it
                && context.queryParam(CODE) != null
                && context.path().equals("/")) {
            Optional<String> cookie = pass.exchange(context.queryParam(CODE));
            if (cookie.isPresent()) {
                context.header("Set-Cookie", Headers.cookie(cookieName(context), cookie.get()));
                context.redirect("/", HttpStatus.SEE_OTHER);
                context.skipRemainingHandlers();
                return;
            }
        }
        refusal.or(() -> gate.refuses(asked)).ifPresent(why -> {
            context.status(why.status());
            context.header("Connection", "close");
            context.contentType("text/plain; charset=utf-8").result(why.words() + "\n");
            context.skipRemainingHandlers();
        });
    }

    private Gate.Asked asked(Context context) {
        long length = context.req().getContentLengthLong();
        return new Gate.Asked(
                context.req().getLocalPort(),
                context.req().getMethod(),
                context.header("Host"),
                context.header("Origin"),
                context.header("Sec-Fetch-Site"),
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                context.header("Transfer-Encoding") != null,
                context.cookie(cookieName(context)));
    }

    /** Browsers tell cookies apart by host, not by port: two explorers would take each other's. */
    private static String cookieName(Context context) {
        return "subtext-" + context.req().getLocalPort();
    }

    private static void asset(Context context) {
        Optional<Asset> asset = Asset.of(context.pathParam("name"));
        if (asset.isEmpty()) {
            notThere(context);
            return;
        }
        context.contentType(asset.get().type()).result(asset.get().content());
    }

    private void page(Context context) {
        Optional<String> page = Question.of(context.pathParam("question"))
                .flatMap(question -> pages.of(context.pathParam("run"), question, context.queryParam("question")));
        page.ifPresentOrElse(text -> show(context, text), () -> notThere(context));
    }

    private void exhibit(Context context) {
        String run = context.pathParam("run");
        Optional<Question> question = Question.of(context.pathParam("question"));
        saved(
                context,
                number -> question.flatMap(one -> pages.drawing(run, one, number)),
                number -> question.flatMap(one -> pages.table(run, one, number)));
    }

    private void comparedExhibit(Context context) {
        List<String> runs = context.queryParams(RUN);
        saved(context, number -> pages.comparedDrawing(runs, number), number -> pages.comparedTable(runs, number));
    }

    /** A figure or a table of a page as a file of its own. */
    static void saved(Context context, IntFunction<Optional<String>> drawing, IntFunction<Optional<String>> table) {
        Matcher file = EXHIBIT.matcher(context.pathParam("file"));
        if (!file.matches()) {
            notThere(context);
            return;
        }
        int number = Integer.parseInt(file.group(2));
        boolean isFigure = file.group(1).equals("figure") && file.group(3).equals("svg");
        boolean isTable = file.group(1).equals("table") && file.group(3).equals("csv");
        Optional<String> content = isFigure ? drawing.apply(number) : isTable ? table.apply(number) : Optional.empty();
        content.ifPresentOrElse(
                text -> context.header("Content-Disposition", "attachment; filename=\"" + file.group() + "\"")
                        .contentType(isFigure ? "image/svg+xml; charset=utf-8" : "text/csv; charset=utf-8")
                        .result(text),
                () -> notThere(context));
    }

    private void change(Context context, Changes wanted) {
        Map<String, String> fields = new TreeMap<>();
        context.formParamMap().forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
        if (!pass.isToken(fields.get(Changes.TOKEN))) {
            context.status(403);
            refuse(context, "Nothing was done", "This form is not of this explorer's pages. Open the page again.");
            return;
        }
        try {
            Optional<String> page = wanted.done(context.pathParam("action"), fields, pass.token());
            page.ifPresentOrElse(
                    text -> show(context, text), () -> context.redirect(Changes.ADDRESS, HttpStatus.SEE_OTHER));
        } catch (InvalidInputException e) {
            context.status(400);
            refuse(context, "Nothing was started", e.getMessage());
        }
    }

    static void notThere(Context context) {
        context.status(404);
        refuse(context, "Not there", "No finished run has such a page. The list of audits shows what there is.");
    }

    private static void refuse(Context context, String title, String words) {
        show(context, Pages.refusal(title, words));
    }

    static void show(Context context, String page) {
        context.contentType(PAGE).result(page);
    }
}
