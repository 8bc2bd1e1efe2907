package org.subtext.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.access.Pass;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;

/** From addresses to pages of runs; each request passed {@link Admission} before. */
final class Requests {
    /** Of a comparison, twice. */
    private static final String RUN = "run";

    private static final String PAGE = "text/html; charset=utf-8";

    private static final Pattern EXHIBIT = Pattern.compile("(figure|table)-([1-9]\\d{0,3})\\.(svg|csv)");

    private final Pages pages;
    private final Pass pass;
    private final ProgressFeed progress;
    private final @Nullable Changes changes;

    /** @param changes null where everything is only read */
    Requests(Pages pages, Pass pass, ProgressFeed progress, @Nullable Changes changes) {
        this.pages = pages;
        this.pass = pass;
        this.progress = progress;
        this.changes = changes;
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

    static void asset(Context context) {
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
