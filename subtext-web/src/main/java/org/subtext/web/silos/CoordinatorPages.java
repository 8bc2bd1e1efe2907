package org.subtext.web.silos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.report.charts.Markup;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.coordinator.PlanStanding;
import org.subtext.web.pages.Exhibits;
import org.subtext.web.pages.Sheet;
import org.subtext.web.pages.Sheet.Entry;
import org.subtext.web.pages.Sheet.Place;

/** The pages of a coordinator: its plans, what each site said, how far rounds are, what came out. */
public final class CoordinatorPages implements House {
    private static final Sheet.Subject SUBJECT = new Sheet.Subject(
            "Plans",
            "These pages are the coordinator's: what sites said, and sums that were opened; no number of one site but"
                    + " what it told of itself. They only read.",
            "The pages do not answer: they were ended, or this one is older than 12 hours. What stands here is as it was;"
                    + " the coordinator's service goes on by itself. Start the pages again and open the new link.",
            true);

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8");

    private final CoordinatorHome home;
    private final Map<String, String> environment;

    /** @param environment whose settings win over those of the folder */
    public CoordinatorPages(CoordinatorHome home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Sheet.Subject subject() {
        return SUBJECT;
    }

    @Override
    public String plans() throws IOException {
        List<PlanStanding> latestFirst = new ArrayList<>();
        for (Offering plan : home.offerings()) {
            latestFirst.add(PlanStanding.of(plan));
        }
        Collections.reverse(latestFirst);
        return Sheet.of(
                SUBJECT,
                "Plans of this coordinator",
                null,
                OfferingsPage.of(
                        latestFirst,
                        home.card(environment),
                        home.authority().register().parties().values(),
                        home.lastHeard()));
    }

    @Override
    public Optional<String> plan(String hash) throws IOException {
        Optional<PlanStanding> found = found(hash);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PlanStanding standing = found.get();
        Place place = new Place(standing.plan().name(), List.of(new Entry("Standing", Link.to(standing.hash()), true)));
        return Optional.of(Sheet.of(
                SUBJECT, "Plan " + standing.plan().name(), place, page(standing).shown()));
    }

    @Override
    public Optional<String> table(String hash, int number) throws IOException {
        Optional<PlanStanding> found = found(hash);
        return found.isPresent() ? page(found.get()).table(number) : Optional.empty();
    }

    private Exhibits page(PlanStanding standing) throws IOException {
        Markup body = new OfferingPage(standing, home.card(environment).fingerprint()).body();
        return new Exhibits(body, file -> Link.to(standing.hash(), file));
    }

    @Override
    public Optional<Saved> result(String hash, String ending) throws IOException {
        String type = TYPES.get(ending);
        for (Offering plan : home.offerings()) {
            if (type != null && plan.hash().abbreviated().equals(hash)) {
                String name = plan.plan().name() + "-result." + ending;
                return plan.resultFile(ending).map(bytes -> new Saved(name, type, bytes));
            }
        }
        return Optional.empty();
    }

    /** A coordinator has no rows. */
    @Override
    public Optional<String> numbers(String hash, int output, int from) {
        return Optional.empty();
    }

    @Override
    public Optional<Saved> file(String hash, int output, String ending) {
        return Optional.empty();
    }

    private Optional<PlanStanding> found(String hash) throws IOException {
        for (Offering plan : home.offerings()) {
            if (plan.hash().abbreviated().equals(hash)) {
                return Optional.of(PlanStanding.of(plan));
            }
        }
        return Optional.empty();
    }
}
