package org.subtext.silo.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a plan is in its life. */
public enum PlanState {
    DRAFTED,
    SIGNED,
    OFFERED,
    MAPPED,
    APPROVED,
    REFUSED,
    RUNNING,
    CLOSED,
    EXPIRED,
    WITHDRAWN;

    /** The states that may follow; none follows the end. */
    public Set<PlanState> next() {
        return switch (this) {
            case DRAFTED -> EnumSet.of(SIGNED, WITHDRAWN);
            case SIGNED -> EnumSet.of(OFFERED, EXPIRED, WITHDRAWN);
            case OFFERED -> EnumSet.of(MAPPED, REFUSED, CLOSED, EXPIRED, WITHDRAWN);
            case MAPPED -> EnumSet.of(MAPPED, APPROVED, REFUSED, CLOSED, EXPIRED, WITHDRAWN);
            case APPROVED -> EnumSet.of(RUNNING, CLOSED, EXPIRED, WITHDRAWN);
            case RUNNING -> EnumSet.of(RUNNING, CLOSED, EXPIRED, WITHDRAWN);
            case REFUSED, CLOSED, EXPIRED, WITHDRAWN -> EnumSet.noneOf(PlanState.class);
        };
    }

    public boolean isEnd() {
        return next().isEmpty();
    }

    /** In lower case, as files and sentences have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
