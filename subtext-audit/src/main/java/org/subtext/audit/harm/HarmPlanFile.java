package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.audit.PlanFile;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.ReadFindings;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.predictions.SecondTable;
import org.subtext.provenance.ContentHash;

/** The plan of a run of harm as YAML, and the hash that tells it from all others. */
public final class HarmPlanFile {
    private HarmPlanFile() {}

    /**
     * Reads the plan of a run of harm; relative paths start from its folder.
     *
     * @throws org.subtext.problems.InvalidInputException with every missing and every unknown key at once
     */
    public static HarmRequest read(Path file) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        HarmRequest like =
                new HarmRequest(TablePlan.of(file), RolePlan.CROSS_FITTED, HarmPlan.of("attribute", "reference"));
        return PlanFile.whole(file, HarmRequest.class, like).withTable(table -> table.from(folder));
    }

    /** All of it, every default spelled out. */
    static String yaml(HarmRequest request) {
        return PlanFile.yaml(request);
    }

    /**
     * Of the plan, of the tables that it is asked of, and of the family of gaps: all that is fixed before a truth or a
     * score is looked at.
     */
    static String hash(HarmRequest request, ReadFindings read, List<String> family) throws IOException {
        Path file = request.table().file();
        SecondTable second = request.table().second();
        String tables = ContentHash.ofFile(file).hex()
                + (second == null ? "" : ContentHash.ofFile(second.file()).hex());
        return ContentHash.ofText(yaml(request) + tables + String.join("\n", family))
                .hex();
    }
}
