package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

class RoutesJsonTest {
    @Test
    void whatIsWrittenIsRead(@TempDir Path folder) {
        SimulatedBattery battery = new SimulatedBattery(120, 2, 1)
                .with("band-pass 5 10", Mode.TESTED_UNDER, 1)
                .with("low-pass 5", Mode.NEWLY_TRAINED, 0.4)
                .with(
                        new Setting("occlusion", new Subject.HiddenTile(8), Mode.TESTED_UNDER),
                        new Evidence(
                                null,
                                List.of(new EvidenceTable("t", List.of("a"), List.of(List.of("b")), "n")),
                                List.of(new Picture("c", "aGk=", true)),
                                List.of("A sentence.")))
                .without("masks", "There is no mask.", "Give one with masks: in the plan.");
        RoutesAssessment written = battery.assessed();

        RunJson.write(folder.resolve("routes.json"), written);

        assertThat(RunJson.read(folder.resolve("routes.json"), RoutesAssessment.class))
                .isEqualTo(written);
    }
}
