package org.subtext.silo.plan;

import java.util.List;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.sums.Terms;

/** Plans for tests. */
public final class Plans {
    private Plans() {}

    /** A plan of one operation of four cells, of a coordinator and its sites. */
    public static SiloPlan of(Identity coordinator, List<Identity> sites) {
        return new SiloPlan(
                SiloPlan.FORMAT,
                "development",
                "first-audit",
                "2099-01-01T00:00:00Z",
                new PlanQuestion(
                        "Example University, radiology",
                        "Do chest radiographs reveal recorded race?",
                        "Research, approved by the ethics boards of all sites"),
                new PlanParties(
                        coordinator.known(), sites.stream().map(Identity::known).toList()),
                new PlanCohort(
                        "race",
                        List.of(new PlanClass("black", List.of("B")), new PlanClass("white", List.of("W"))),
                        List.of("adults, one frontal view each")),
                Terms.of("black", "white").withBins(64),
                List.of(new PlannedOperation("flow", 1)),
                new PlanRounds(1, 60),
                new PlanPrivacy(true),
                List.of(new PlannedOutput("flow", 4, 32, "the sum of at least 3 sites: the coordinator", "counts")));
    }

    public static Identity party(String name) {
        return Identity.make(new PartyName(name));
    }
}
