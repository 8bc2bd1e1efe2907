package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Strata;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/** The audit's own scores within strata of each recorded column, and on subsets such as "no finding" only. */
public final class StrataRoute implements Route {
    /** Wordings of a column with a stratum of their own. */
    private static final int MOST_STRATA = 12;

    @Override
    public String name() {
        return "strata";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "Does it hold among images that are alike in what is recorded?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        RecordedConfounders confounders = RecordedConfounders.of(audit, plan);
        List<Experiment> experiments = new ArrayList<>(confounders.missing(name(), Mode.SUBSET));
        for (RecordedColumn column : confounders.required()) {
            for (Strata.Stratum stratum : Strata.of(column, MOST_STRATA)) {
                experiments.add(new WithinStratum(
                        new Setting(name(), new Subject.Stratum(column.name(), stratum.level()), Mode.SUBSET),
                        stratum.rows()));
            }
        }
        return experiments;
    }
}
