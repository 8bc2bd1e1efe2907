package org.subtext.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.pages.Sheet;
import org.subtext.web.silos.House;
import org.subtext.web.silos.House.Saved;

/** From addresses to pages of a house; each request passed {@link Admission} before. */
final class HouseRequests {
    private static final int MOST_DIGITS = 9;
    private static final String RESULT = "result.";

    private final House house;

    HouseRequests(House house) {
        this.house = house;
    }

    void addTo(RoutesConfig routes) {
        String plan = "/plans/{plan}";
        String output = plan + "/outputs/{output}";
        routes.get("/", context -> Requests.show(context, house.plans()));
        routes.get("/assets/{name}", Requests::asset);
        routes.get(plan, context -> page(context, house.plan(plan(context))));
        routes.get(plan + "/{file}", this::exhibit);
        routes.get(
                output,
                context -> page(
                        context,
                        house.numbers(
                                plan(context),
                                number(context.pathParam("output")),
                                number(context.queryParam("from")))));
        routes.get(output + "/numbers.{ending}", this::file);
        routes.error(404, context -> {
            if (context.resultInputStream() == null) {
                notThere(context);
            }
        });
        routes.exception(InvalidInputException.class, (e, context) -> damaged(context));
        routes.exception(UncheckedIOException.class, (e, context) -> damaged(context));
        routes.exception(IOException.class, (e, context) -> damaged(context));
    }

    private static String plan(Context context) {
        return context.pathParam("plan");
    }

    /** -1 for what is none. */
    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1," + MOST_DIGITS + "}") ? Integer.parseInt(text) : -1;
    }

    private void page(Context context, Optional<String> page) {
        page.ifPresentOrElse(text -> Requests.show(context, text), () -> notThere(context));
    }

    private void exhibit(Context context) throws IOException {
        String file = context.pathParam("file");
        if (file.startsWith(RESULT)) {
            saved(context, house.result(plan(context), file.substring(RESULT.length())));
            return;
        }
        Requests.saved(context, number -> Optional.empty(), number -> table(plan(context), number));
    }

    private Optional<String> table(String plan, int number) {
        try {
            return house.table(plan, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void file(Context context) throws IOException {
        saved(context, house.file(plan(context), number(context.pathParam("output")), context.pathParam("ending")));
    }

    private void saved(Context context, Optional<Saved> saved) {
        saved.ifPresentOrElse(
                one -> context.header("Content-Disposition", "attachment; filename=\"" + one.name() + "\"")
                        .contentType(one.type())
                        .result(one.content()),
                () -> notThere(context));
    }

    private void notThere(Context context) {
        refuse(context, "Not there", "There is no such page. The list of plans shows what there is.");
    }

    private void damaged(Context context) {
        refuse(
                context,
                "Cannot be shown",
                "A file of this house cannot be read: it is damaged, of another version, or was changed. The command"
                        + " that shows how things stand says which.");
    }

    private void refuse(Context context, String title, String words) {
        context.status(404);
        Requests.show(context, Sheet.refusal(house.subject(), title, words));
    }
}
