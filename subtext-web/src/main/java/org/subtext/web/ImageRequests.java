package org.subtext.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.subtext.audit.cases.SeenImage;
import org.subtext.web.images.Images;

/** From addresses to images: pages, and the arrays that their script draws, which no browser opens by themselves. */
final class ImageRequests {
    private static final String BYTES = "application/octet-stream";
    private static final int MOST_DIGITS = 9;

    private final Images images;

    ImageRequests(Images images) {
        this.images = images;
    }

    void addTo(RoutesConfig routes) {
        String run = "/runs/{run}/images";
        routes.get(run, context -> page(context, images.overview(run(context), chosen(context))));
        routes.get(run + "/ids", this::ids);
        routes.get(run + "/sheet", this::sheet);
        routes.get(run + "/means/{setting}/{class}", this::mean);
        routes.get(
                run + "/{case}/{setting}",
                context -> page(context, images.one(run(context), id(context), setting(context))));
        routes.get(run + "/{case}/{setting}/array", this::array);
        routes.get(run + "/{case}/{setting}/saliency", this::saliency);
        routes.get(run + "/{case}/{setting}/{file}", this::exhibit);
    }

    private static String run(Context context) {
        return context.pathParam("run");
    }

    private static String id(Context context) {
        return context.pathParam("case");
    }

    private static String setting(Context context) {
        return context.pathParam("setting");
    }

    /** The setting of an overview; unchanged where none is named. */
    private static String chosen(Context context) {
        String named = context.queryParam("setting");
        return named == null ? "0" : named;
    }

    private static void page(Context context, Optional<String> page) {
        page.ifPresentOrElse(text -> Requests.show(context, text), () -> Requests.notThere(context));
    }

    private void ids(Context context) {
        Optional<String> lines =
                images.ids(run(context), chosen(context), number(context, "from"), number(context, "count"));
        lines.ifPresentOrElse(
                text -> context.contentType("text/plain; charset=utf-8").result(text),
                () -> Requests.notThere(context));
    }

    private static int number(Context context, String name) {
        String given = context.queryParam(name);
        return given != null && given.matches("\\d{1," + MOST_DIGITS + "}") ? Integer.parseInt(given) : 0;
    }

    private void sheet(Context context) {
        String ids = context.queryParam("ids");
        Optional<byte[]> sheet = ids == null || isOpenedByItself(context)
                ? Optional.empty()
                : images.sheet(run(context), chosen(context), List.of(ids.split(",", -1)));
        sheet.ifPresentOrElse(bytes -> context.contentType(BYTES).result(bytes), () -> Requests.notThere(context));
    }

    private void array(Context context) {
        array(
                context,
                isOpenedByItself(context)
                        ? Optional.empty()
                        : images.array(run(context), id(context), setting(context)),
                "");
    }

    private void saliency(Context context) {
        array(
                context,
                isOpenedByItself(context)
                        ? Optional.empty()
                        : images.saliency(run(context), id(context), setting(context)),
                "");
    }

    private void mean(Context context) {
        if (isOpenedByItself(context)) {
            Requests.notThere(context);
            return;
        }
        images.mean(run(context), setting(context), context.pathParam("class"))
                .ifPresentOrElse(
                        mean -> array(context, Optional.of(mean.image()), mean.patients() + " of " + mean.all()),
                        () -> Requests.notThere(context));
    }

    private static void array(Context context, Optional<SeenImage> image, String of) {
        image.ifPresentOrElse(
                one -> {
                    context.header("X-Side", Integer.toString(one.side()));
                    context.header("X-Channels", Integer.toString(one.channels()));
                    context.header("X-Sha-256", one.sha256());
                    context.header("X-Patients", of);
                    context.contentType(BYTES).result(one.bytes());
                },
                () -> Requests.notThere(context));
    }

    /** Arrays are for the page's script, which writes over them whose they are; not to be opened or saved alone. */
    private static boolean isOpenedByItself(Context context) {
        String use = context.header("Sec-Fetch-Dest");
        return use != null && !use.equals("empty");
    }

    private void exhibit(Context context) {
        Requests.saved(
                context,
                number -> images.drawing(run(context), id(context), setting(context), number),
                number -> images.table(run(context), id(context), setting(context), number));
    }
}
