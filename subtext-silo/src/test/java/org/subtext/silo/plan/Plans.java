package org.subtext.silo.plan;

import java.util.List;
import java.util.Map;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;

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
                List.of(new PlannedOperation("flow", 1, Map.of("bins", "2"))),
                new PlanRounds(1, 60),
                PlanPrivacy.DEFAULT,
                List.of(new PlannedOutput("flow", 4, 32, "the sum of at least 3 sites: the coordinator", "counts")));
    }

    public static Identity party(String name) {
        return Identity.make(new PartyName(name));
    }
}
