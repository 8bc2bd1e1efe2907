package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.inputs.SharedPatients;
import org.subtext.audit.plan.ImagesPlan.NearDuplicates;
import org.subtext.audit.plan.ImagesPlan.Unusable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.cohort.FlowStep;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;

/** Images that are another patient's too, or another cohort's, or show nothing. */
class SiftingTest {
    @TempDir
    private Path folder;

    private AuditPlan plan;

    @BeforeEach
    void planIt() throws IOException {
        plan = PlantedCohort.in(folder.resolve("cohort")).plan("tiny");
    }

    @Test
    void theSamePictureOfTwoPatientsIsSaidLeftOutOrRefused() throws IOException {
        brighter("i4.png", "i7.png");
        try (PreparedImages said = prepared(plan)) {
            assertThat(said.cohort().size()).isEqualTo(PlantedCohort.PATIENTS);
            assertThat(said.remarks()).extracting(Remark::code).containsExactly(Remark.Code.SAME_PICTURES);
            assertThat(said.remarks().get(0).count()).hasValue(2);
            assertThat(said.remarks().get(0))
                    .hasToString(
                            "2 images show the same picture as an image of another patient, in another encoding, size,"
                                    + " crop or grey scale: what was learned from one may be tested on the other. Leave"
                                    + " them out with images.near_duplicates: exclude.");
        }
        try (PreparedImages left =
                prepared(plan.withImages(images -> images.withNearDuplicates(NearDuplicates.EXCLUDE)))) {
            assertThat(left.cohort().flow().exclusions())
                    .extracting(FlowStep::label, FlowStep::images, FlowStep::patients)
                    .containsExactly(tuple("Same picture", 2, 2));
            assertThat(left.unusable()).containsOnlyKeys(6, 9);
            assertThat(left.remarks()).isEmpty();
            assertThat(left.sketches().size()).isEqualTo(left.rows().length);
        }
        assertThatThrownBy(() -> prepared(plan.withImages(images -> images.withNearDuplicates(NearDuplicates.REFUSE))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "2 images show the same picture as an image of another patient (rows 6, 9)",
                        "images.near_duplicates: exclude");
    }

    @Test
    void imagesInWhichThereIsNothingToSeeAreRefusedOrLeftOut() throws IOException {
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), "png", file("i4.png"));

        assertThatThrownBy(() -> prepared(plan))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "1 images show nothing (rows 6)", "one grey value", "images.unusable: exclude");
        try (PreparedImages left = prepared(plan.withImages(images -> images.withUnusable(Unusable.EXCLUDE)))) {
            assertThat(left.cohort().flow().exclusions())
                    .extracting(FlowStep::label, FlowStep::images)
                    .containsExactly(tuple("Nothing to see", 1));
            assertThat(left.unusable().get(6)).contains("one grey value");
        }
    }

    @Test
    void equalPixelsOfOnePatientAreSaid() throws IOException {
        Files.copy(file("i4.png").toPath(), replaced("i6.png"));
        Path table = folder.resolve("cohort/table.csv");
        Files.writeString(table, Files.readString(table).replace("i6.png,p6,", "i6.png,p4,"));
        try (PreparedImages said = prepared(plan)) {
            assertThat(said.remarks())
                    .extracting(Remark::code)
                    .containsExactly(Remark.Code.PIXELS_REPEATED_WITHIN_A_PATIENT);
        }
    }

    @Test
    void imagesOfTheAuditedCohortInAnotherAreRefusedOrLeftOut() throws IOException {
        Path there = new PlantedCohort(folder.resolve("there"), 40, 40, 2).table();
        Files.copy(file("i4.png").toPath(), there.resolveSibling("x.png"));
        Files.delete(there.resolveSibling("i8.png"));
        Files.move(there.resolveSibling("x.png"), there.resolveSibling("i8.png"));
        Cohort other = CohortReader.read(CohortPlan.of(there, "sex"), Progress.SILENT);
        try (PreparedImages audited = prepared(plan)) {
            assertThatThrownBy(() -> audited.other(other, plan, folder.resolve("cache/there"), Progress.SILENT))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(
                            "1 images have the pixels of images of the audited cohort (rows 10)",
                            "images.unusable: exclude");
            AuditPlan exclude = plan.withImages(images -> images.withUnusable(Unusable.EXCLUDE));
            try (PreparedImages left = audited.other(other, exclude, folder.resolve("cache/there"), Progress.SILENT)) {
                assertThat(left.cohort().flow().exclusions())
                        .extracting(FlowStep::label, FlowStep::images)
                        .containsExactly(tuple("Also in the audited cohort", 1));
            }
        }
    }

    @Test
    void theSamePictureInAnotherCohortIsSaid() throws IOException {
        Path there = new PlantedCohort(folder.resolve("there"), 40, 40, 2).table();
        ImageIO.write(grey("i4.png", 20), "png", there.resolveSibling("i8.png").toFile());
        Cohort other = CohortReader.read(CohortPlan.of(there, "sex"), Progress.SILENT);
        try (PreparedImages audited = prepared(plan);
                PreparedImages said = audited.other(other, plan, folder.resolve("cache/there"), Progress.SILENT)) {
            assertThat(said.remarks()).singleElement().asString().contains("1 image shows", "of the audited cohort");
            assertThat(audited.remarks()).isEmpty();
        }
    }

    @Test
    void shortNumbersOfTwoCohortsMayBeEqualAndLongOnesMayNot() throws IOException {
        Cohort audited = CohortReader.read(plan.cohort(), Progress.SILENT);
        Path there = new PlantedCohort(folder.resolve("there"), 40, 40, 2).table();
        ExternalPlan external = new ExternalPlan("there", CohortPlan.of(there, "sex"));
        Cohort numbered = CohortReader.read(external.cohort(), Progress.SILENT);

        assertThat(SharedPatients.remarks(audited, numbered, external.name(), external.ownIds()))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.code()).isEqualTo(Remark.Code.EQUAL_PATIENT_IDS);
                    assertThat(remark.count()).hasValue(40);
                });

        String longer = ",p1002";
        for (Path table : List.of(there, folder.resolve("cohort/table.csv"))) {
            Files.writeString(table, Files.readString(table).replaceAll(",p(\\d+),", longer + "0000$1,"));
        }
        Cohort same = CohortReader.read(external.cohort(), Progress.SILENT);
        Cohort of = CohortReader.read(plan.cohort(), Progress.SILENT);

        assertThatThrownBy(() -> SharedPatients.remarks(of, same, external.name(), external.ownIds()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "40 of 40 patients have the id", "(row 2 is of one)", "external.own_ids: true");
        ExternalPlan independent = new ExternalPlan("there", external.cohort(), true);
        assertThat(SharedPatients.remarks(of, same, independent.name(), independent.ownIds()))
                .isEmpty();
    }

    private PreparedImages prepared(AuditPlan asked) throws IOException {
        Cohort cohort = CohortReader.read(asked.cohort(), Progress.SILENT);
        return PreparedImages.of(cohort, asked, folder.resolve("cache"), Progress.SILENT);
    }

    /** The picture of one file, brighter, in place of another. */
    private void brighter(String from, String to) throws IOException {
        ImageIO.write(grey(from, 30), "png", replaced(to).toFile());
    }

    private BufferedImage grey(String from, int brighter) throws IOException {
        BufferedImage image = ImageIO.read(file(from));
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            image.getRaster().setSample(x, y, 0, image.getRaster().getSample(x, y, 0) + brighter);
        }
        return image;
    }

    private Path replaced(String name) throws IOException {
        Path file = folder.resolve("cohort").resolve(name);
        Files.delete(file);
        return file;
    }

    private File file(String name) {
        return folder.resolve("cohort").resolve(name).toFile();
    }
}
