package org.subtext.routes.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.routes.TabledAudit;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Widening;

/** Flat images whose grey a column decides, and noise of each patient's own. */
class ControlRouteTest {
    private static final int PATIENTS = 160;
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(6);
    private final List<String> lines = new ArrayList<>(List.of("image,patient,sex,site,colour,study_date"));
    private final boolean[] isNorth = new boolean[PATIENTS];
    private final boolean[] isFemale = new boolean[PATIENTS];

    /** @param share of the northern patients who are female, and of the southern who are not */
    private void cohort(double share) {
        for (int i = 0; i < PATIENTS; i++) {
            isNorth[i] = random.nextBoolean();
            isFemale[i] = random.nextDouble() < share == isNorth[i];
            lines.add("i" + i + ".png,SECRET" + i + "," + (isFemale[i] ? "F" : "M") + ","
                    + (isNorth[i] ? "north" : "south") + "," + (random.nextBoolean() ? "red" : "blue") + ",2021-03-0"
                    + (1 + random.nextInt(2)));
        }
    }

    private RouteFindings found(FinishedAudit audit) {
        return assessed(audit).routes().stream()
                .filter(route -> route.route().equals("controls"))
                .findFirst()
                .orElseThrow();
    }

    private static RoutesAssessment assessed(FinishedAudit audit) {
        RoutesPlan plan = new RoutesPlan(
                List.of("controls"),
                List.of(),
                List.of(Mode.TESTED_UNDER),
                null,
                false,
                RoutesPlan.NONE.training(),
                List.of(),
                Map.of(),
                null);
        return new Battery(List.of(new ControlRoute()), Progress.SILENT).run(audit, plan, List.of(), Widening.NONE);
    }

    private static SettingResult setting(RouteFindings found, String column) {
        return found.settings().stream()
                .filter(one -> one.setting().subject() instanceof Subject.Control control
                        && control.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** What the scores know of sex they know through the site, which the images show. */
    @Test
    void aSiteThatImagesTellAsWellAsTheAttributeIsNamedAndTakesTheFindingWithIt() {
        cohort(0.8);
        double[] noise = random.doubles(PATIENTS, -0.15, 0.15).toArray();
        FinishedAudit audit = TabledAudit.of(
                folder,
                lines,
                i -> 0.5 + (isNorth[i] ? 0.2 : -0.2) + noise[i],
                i -> 0.5 + (isNorth[i] ? 0.2 : -0.2) + noise[i]);

        RouteFindings found = found(audit);

        assertThat(setting(found, "site").macroAuc().valueOr(0)).isGreaterThan(0.95);
        assertThat(setting(found, "site").classes()).containsExactly("north", "south");
        assertThat(setting(found, "sex").reveals()).isTrue();
        assertThat(setting(found, "colour").reveals()).isFalse();
        assertThat(found.reading())
                .anyMatch(one -> one.matches("The same linear reader tells site \\(AUC .* as well as it tells sex.*"))
                .anyMatch(one -> one.matches("It is not shown to tell .*colour.*"))
                .anyMatch(one -> one.startsWith("Control: of 20 columns that no image can hold"))
                .anyMatch(one ->
                        one.matches("Of what images tell of sex beyond chance (8|9|10)\\d*.* goes when .*site.*"))
                .noneMatch(one -> one.contains("SECRET") || one.contains("reveals it"));
        assertThat(found.settings()).extracting(one -> one.setting().label()).contains("weekday of study_date");
    }

    @Test
    void whatRecordedColumnsDoNotHoldStays() {
        cohort(0.5);
        double[] noise = random.doubles(PATIENTS, -0.3, 0.3).toArray();
        FinishedAudit audit = TabledAudit.of(
                folder,
                lines,
                i -> 0.5 + (isFemale[i] ? 0.2 : -0.2) + noise[i],
                i -> 0.5 + (isFemale[i] ? 0.2 : -0.2) + noise[i]);

        RoutesAssessment assessed = assessed(audit);
        RouteFindings found = assessed.routes().get(0);

        assertThat(found.reading())
                .anyMatch(one -> one.startsWith("That any of what images tell of sex goes with the recorded"))
                .noneMatch(one -> one.contains("as well as it tells"));
        assertThat(assessed.reading()).noneMatch(one -> one.contains("CONTROL FAILED"));
    }

    /** Two images a patient, one in training and one in test: what tells the patient tells any hash of their id. */
    @Test
    void aPatientOnBothSidesIsALoudWarning() {
        cohort(0.5);
        FinishedAudit sound = TabledAudit.of(folder, lines, i -> isFemale[i] ? 0.6 : 0.4, i -> 0.5);
        FinishedAudit leaking = withFolds(withPixels(sound), List.of(everybody(sound)));

        List<String> warned = assessed(leaking).reading();

        assertThat(warned.get(0))
                .startsWith("CONTROL FAILED, DO NOT TRUST THIS RUN")
                .doesNotContain("SECRET");
        assertThat(assessed(withPixels(sound)).reading()).noneMatch(one -> one.contains("CONTROL FAILED"));
    }

    private static Fold everybody(FinishedAudit audit) {
        int[] all = IntStream.range(0, PATIENTS).toArray();
        return new Fold("model", audit.folds().get(0).model(), all, new int[0], all);
    }

    private FinishedAudit withPixels(FinishedAudit audit) {
        return copy(audit, new OwnNoise(), audit.folds());
    }

    private static FinishedAudit withFolds(FinishedAudit audit, List<Fold> folds) {
        return copy(audit, audit.pixels(), folds);
    }

    private static FinishedAudit copy(FinishedAudit audit, PixelSource pixels, List<Fold> folds) {
        return new FinishedAudit(
                audit.cohort(),
                pixels,
                audit.rows(),
                folds,
                audit.predictions(),
                audit.trainer(),
                audit.training(),
                audit.assessment(),
                audit.seed(),
                audit.folder().resolve(folds.size() == 1 ? "leaking" : "sound"),
                false);
    }

    /** Each row its own noise. */
    private record OwnNoise() implements PixelSource {
        @Override
        public int size() {
            return PATIENTS;
        }

        @Override
        public PixelLayout layout() {
            return new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE);
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom own = new SplittableRandom(row);
            float[] values = new float[SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) own.nextDouble();
            }
            target.put(values);
        }
    }

    /** Student's t of 19 degrees of freedom, by the spread of known numbers: mean 0.52, standard deviation 0.02. */
    @Test
    void theMeanOfManyColumnsIsJudgedByTheirOwnSpread() {
        double[] aucs = new double[ImplausibleControl.COLUMNS];
        Arrays.setAll(aucs, i -> 0.52 + (i % 2 == 0 ? 0.02 : -0.02));
        assertThat(ImplausibleControl.Spread.of(aucs).isBeyondChance()).isTrue();

        Arrays.setAll(aucs, i -> 0.51 + (i % 2 == 0 ? 0.02 : -0.02));
        assertThat(ImplausibleControl.Spread.of(aucs).isBeyondChance()).isFalse();
    }
}
