package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.audit.RunJson;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.Unit;
import org.subtext.routes.contract.RoutesAssessment;

/**
 * From volumes to the slices that reveal the group: the command {@code slices}, an audit by study, and the route along
 * the stack, with a texture of one group in the upper third only. {@code validation/volumes/audit_slices.sh} is the
 * larger one.
 */
class SlicesAuditTest {
    private static final int PATIENTS = 24;
    private static final int SLICES = 6;
    private static final int SIDE = 32;

    @TempDir
    Path folder;

    @Test
    void theGroupIsSeenWhereItWasPlanted() throws IOException {
        List<Object> volumes = new ArrayList<>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            volumes.add(volume(patient));
        }
        Path slices = folder.resolve("slices.csv");
        List<Object> words = new ArrayList<>(List.of("slices"));
        words.addAll(volumes);
        words.addAll(List.of("--out", slices, "--window", "lung"));
        assertThat(Terminal.run(words.toArray()).exit()).isZero();
        Terminal audit = Terminal.run(
                "audit",
                "--table",
                withGroup(slices),
                "--attribute",
                "group",
                "--aggregate",
                "max",
                "--folds",
                2,
                "--side",
                SIDE,
                "--epochs",
                6,
                "--workers",
                1,
                "--replicates",
                100,
                "--device",
                "cpu",
                "--runs",
                folder.resolve("runs"),
                "--name",
                "slices");
        assertThat(audit.exit()).as(audit.all()).isZero();
        Path run = folder.resolve("runs/slices");
        Terminal explain = Terminal.run("explain", run, "--route", "slice-position", "--device", "cpu");
        assertThat(explain.exit()).as(explain.all()).isZero();

        Assessment assessment = RunJson.read(run.resolve("estimates.json"), Assessment.class);
        assertThat(assessment.plan().aggregation()).isEqualTo(Aggregation.MAX);
        assertThat(assessment.experiments().get(0).level(Unit.IMAGE).rows()).isEqualTo(PATIENTS * SLICES);
        assertThat(assessment.experiments().get(0).level(Unit.PATIENT).rows()).isEqualTo(PATIENTS);
        double lowest = auc(run, "slices 0.0 to 0.2");
        double highest = auc(run, "slices 0.8 to 1.0");
        assertThat(lowest).as("nothing is planted there").isBetween(0.2, 0.8);
        assertThat(highest).as("the planted third").isGreaterThan(0.9);
    }

    private static double auc(Path run, String label) {
        return RunJson.read(run.resolve("routes.json"), RoutesAssessment.class).routes().stream()
                .flatMap(route -> route.settings().stream())
                .filter(result -> result.setting().label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no setting " + label))
                .macroAuc()
                .valueOr(-1);
    }

    private Path withGroup(Path slices) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(slices)) {
            String patient = line.split(",")[1];
            lines.add(line + "," + (patient.equals("patient_id") ? "group" : group(patient)));
        }
        return Files.write(folder.resolve("table.csv"), lines);
    }

    private static String group(String patient) {
        return Integer.parseInt(patient.substring(4)) % 2 == 0 ? "A" : "B";
    }

    /** Lung with noise; stripes of one group in the two uppermost slices. */
    private Path volume(int patient) throws IOException {
        SplittableRandom draws = new SplittableRandom(patient);
        Path file = folder.resolve("scan" + patient + ".nii.gz");
        return new NiftiVolumeFile(SIDE, SIDE, SLICES).write(file, (x, y, z) -> {
            boolean striped = patient % 2 == 1 && z >= SLICES - 2 && x % 4 < 2;
            return (short) (-850 + (striped ? 200 : 0) + draws.nextInt(200));
        });
    }
}
