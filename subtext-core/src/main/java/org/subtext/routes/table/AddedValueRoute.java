package org.subtext.routes.table;

import java.util.List;
import java.util.Optional;
import org.subtext.confounding.RecordedColumn;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/**
 * What the image adds to the table: nested models, and the image's ranking among patients alike in what is recorded.
 */
public final class AddedValueRoute implements Route {
    @Override
    public String name() {
        return "added-value";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "What does the image add to the recorded columns?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        List<RecordedColumn> columns = RecordedConfounders.of(audit, plan).required();
        return columns.isEmpty() ? List.of() : List.of(ImageBesideTable.of(columns, audit));
    }
}
