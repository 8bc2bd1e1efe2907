package org.subtext.bench.routes;

import java.util.List;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;

/** How the battery is asked on a phantom, and how its answer is read: the only class here that knows the routes. */
final class BatteryOfPhantoms {
    private BatteryOfPhantoms() {}

    /** The plan with the battery that every phantom gets, whatever was planted in it. */
    static AuditPlan asked(AuditPlan plan) {
        return plan;
    }

    /** What the battery of a finished audit points at, the strongest first. */
    static List<Pointed> answer(Audit.Result result) {
        return List.of();
    }
}
