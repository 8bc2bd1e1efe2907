package org.subtext.web.silos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.charts.Markup;
import org.subtext.silo.site.Consideration;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.WouldLeave;
import org.subtext.web.pages.Exhibits;
import org.subtext.web.pages.Sheet;
import org.subtext.web.pages.Sheet.Entry;
import org.subtext.web.pages.Sheet.Place;

/** The pages of a site: plans that were offered to it, and what a yes to each would mean. */
public final class SitePages implements House {
    private static final Sheet.Subject SUBJECT = new Sheet.Subject(
            "Plans",
            "These pages are for this house: they hold its own counts, which stay here. They only read; a yes or a no is"
                    + " given with the house's key, by a command.",
            "The pages do not answer: they were ended, or this one is older than 12 hours. What stands here is as it was."
                    + " What was said to a plan is kept. Start them again and open the new link.",
            true);

    private final SiteHome home;
    private final Commands commands;

    public SitePages(SiteHome home, Commands commands) {
        this.home = home;
        this.commands = commands;
    }

    /** What was found of a plan. */
    private record Found(OfferedPlan offered, Consideration considered, boolean areRowsAsSeen) {}

    @Override
    public Sheet.Subject subject() {
        return SUBJECT;
    }

    @Override
    public String plans() throws IOException {
        List<Consideration> latestFirst = new ArrayList<>();
        for (OfferedPlan plan : home.plans()) {
            latestFirst.add(Consideration.withoutRows(plan, home));
        }
        Collections.reverse(latestFirst);
        return Sheet.of(
                SUBJECT,
                "Plans offered to " + home.identity().name(),
                null,
                home.isEnrolled()
                        ? PlansPage.of(home.identity().known(), home.coordinator(), latestFirst)
                        : PlansPage.notEnrolled(home.identity().known()));
    }

    @Override
    public Optional<String> plan(String hash) throws IOException {
        Optional<Found> found = found(hash);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Consideration considered = found.get().considered();
        return Optional.of(sheet(
                considered,
                "Plan " + considered.plan().name(),
                page(found.get()).shown(),
                true));
    }

    @Override
    public Optional<String> table(String hash, int number) throws IOException {
        Optional<Found> found = found(hash);
        return found.isPresent() ? page(found.get()).table(number) : Optional.empty();
    }

    private Exhibits page(Found found) throws IOException {
        Consideration considered = found.considered();
        PlanPage page = new PlanPage(
                considered,
                found.areRowsAsSeen(),
                found.offered().result(),
                home.whatLeft(considered.hash()),
                commands);
        return new Exhibits(page.body(), file -> Link.to(considered.hash(), file));
    }

    /** A site is told the result in words, which stand on the page of the plan. */
    @Override
    public Optional<Saved> result(String hash, String ending) {
        return Optional.empty();
    }

    @Override
    public Optional<String> numbers(String hash, int output, int from) throws IOException {
        Optional<Found> found = found(hash);
        Optional<WouldLeave.Numbers> numbers = numbers(found, output);
        if (found.isEmpty() || numbers.isEmpty()) {
            return Optional.empty();
        }
        Consideration considered = found.get().considered();
        return Optional.of(sheet(
                considered,
                "Numbers of " + numbers.get().output().operation(),
                NumbersPage.of(considered.hash(), output, numbers.get(), from),
                false));
    }

    @Override
    public Optional<Saved> file(String hash, int output, String ending) throws IOException {
        return numbers(found(hash), output).flatMap(numbers -> switch (ending) {
            case "csv" ->
                Optional.of(new Saved(
                        numbers.file() + ".csv",
                        "text/csv; charset=utf-8",
                        numbers.csv().getBytes(StandardCharsets.UTF_8)));
            case "int64" ->
                Optional.of(new Saved(numbers.file() + ".int64", "application/octet-stream", numbers.words()));
            default -> Optional.empty();
        });
    }

    private static String sheet(Consideration considered, String title, Markup main, boolean isOfThePlan) {
        Place place = new Place(
                considered.plan().name(), List.of(new Entry("Consent", Link.to(considered.hash()), isOfThePlan)));
        return Sheet.of(SUBJECT, title, place, main);
    }

    /** Rows that changed since they were looked at are not looked at here: what is said then holds of no row. */
    private Optional<Found> found(String hash) throws IOException {
        for (OfferedPlan plan : home.plans()) {
            if (plan.hash().abbreviated().equals(hash)) {
                try {
                    return Optional.of(new Found(plan, Consideration.of(plan, home), true));
                } catch (InvalidInputException | IOException e) {
                    return Optional.of(new Found(plan, Consideration.withoutRows(plan, home), false));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<WouldLeave.Numbers> numbers(Optional<Found> found, int output) throws IOException {
        if (found.isEmpty() || found.get().considered().rows().isEmpty()) {
            return Optional.empty();
        }
        List<WouldLeave> all = WouldLeave.of(found.get().offered());
        return output >= 1 && output <= all.size() && all.get(output - 1) instanceof WouldLeave.Numbers numbers
                ? Optional.of(numbers)
                : Optional.empty();
    }
}
