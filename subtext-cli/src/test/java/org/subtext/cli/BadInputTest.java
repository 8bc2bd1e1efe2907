package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can get wrong in an audit: each is exit 2, a message that says what and where, and no run left. */
class BadInputTest {
    @TempDir
    Path temporary;

    private CohortFolder cohort;
    private Path runs;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
        runs = temporary.resolve("runs");
    }

    @Test
    void a_table_that_is_not_there() {
        refused(audit(cohort.folder.resolve("absent.csv"), "race"), "absent.csv");
    }

    @Test
    void an_empty_table() throws IOException {
        refused(audit(cohort.write("table.csv", ""), "race"), "table.csv", "empty");
    }

    @Test
    void a_table_of_a_header_only() throws IOException {
        refused(audit(cohort.table(CohortFolder.HEADER, List.of()), "race"), "table.csv", "row");
    }

    @Test
    void an_attribute_that_is_no_column_names_the_nearest() throws IOException {
        refused(audit(cohort.table(), "raec"), "raec", "\"race\"");
    }

    @Test
    void a_table_without_a_patient_column() throws IOException {
        List<String> rows = IntStream.range(0, 24)
                .mapToObj(i -> "image%d.png,%s".formatted(i, i % 2 == 0 ? "White" : "Black"))
                .toList();

        refused(audit(cohort.table("image_path,race", rows), "race"), "patient", "--patient");
    }

    @Test
    void missing_image_files() throws IOException {
        Path table = cohort.table();
        Files.delete(cohort.image(3));

        refused(audit(table, "race"), "Row 5", "--missing");
    }

    @Test
    void a_truncated_image() throws IOException {
        byte[] whole = Files.readAllBytes(cohort.image(3));
        Files.write(cohort.image(3), java.util.Arrays.copyOf(whole, whole.length / 2));

        refused(audit(cohort.table(), "race"), "Row 5", "--unusable exclude");
    }

    @Test
    void a_text_that_is_named_like_an_image() throws IOException {
        Files.writeString(cohort.image(3), "not an image");

        refused(audit(cohort.table(), "race"), "Row 5", "--unusable exclude");
    }

    @Test
    void an_image_id_twice() throws IOException {
        refused(audit(cohort.table(row -> row.replace(",I5,", ",I4,")), "race"), "Rows 6 and 7", "--image-id");
    }

    @Test
    void equal_pixels_of_two_patients() throws IOException {
        CohortFolder.writeNoise(cohort.image(3), 4);

        refused(audit(cohort.table(), "race"), "pixels", "another patient", "rows 5, 6");
    }

    @Test
    void bare_integers_without_a_code_book() throws IOException {
        Path table = cohort.table(row -> row.replace("White", "1").replace("Black", "2"));

        refused(audit(table, "race"), "race", "--code");
    }

    @Test
    void one_class_only() throws IOException {
        refused(audit(cohort.table(row -> row.replace("Black", "White")), "race"), "race", "1 class");
    }

    @Test
    void a_class_of_too_few_patients() throws IOException {
        Path table = cohort.table(row -> row.contains(",P1,") ? row.replace("Black", "Asian") : row);

        refused(audit(table, "race"), "Asian", "10");
    }

    @Test
    void a_margin_out_of_range() throws IOException {
        refused(audit(cohort.table(), "race", "--margin", "0.7"), "margin", "0.7");
    }

    @Test
    void fewer_epochs_than_one() throws IOException {
        refused(audit(cohort.table(), "race", "--epochs", "-1"), "epochs", "-1");
    }

    @Test
    void fewer_workers_than_one() throws IOException {
        refused(audit(cohort.table(), "race", "--workers", "0"), "workers", "0");
    }

    @Test
    void an_unknown_preset() throws IOException {
        refused(audit(cohort.table(), "race", "--preset", "smal"), "smal", "small");
    }

    @Test
    void an_unknown_architecture() throws IOException {
        refused(audit(cohort.table(), "race", "--architecture", "resnet19"), "resnet19", "resnet18");
    }

    @Test
    void an_unknown_device() throws IOException {
        refused(audit(cohort.table(), "race", "--device", "gpu"), "gpu", "cuda");
    }

    @Test
    void an_unknown_subgroup_column() throws IOException {
        refused(audit(cohort.table(), "race", "--subgroups", "veiw"), "veiw", "\"view\"");
    }

    @Test
    void a_name_that_is_no_folder_name() throws IOException {
        Object[] arguments = {"audit", "--table", cohort.table(), "--attribute", "race", "--name", "a/b", "--runs", runs
        };

        refused(arguments, "name", "a/b");
    }

    @Test
    void initial_weights_that_are_not_there() throws IOException {
        refused(audit(cohort.table(), "race", "--weights", temporary.resolve("w.safetensors")), "w.safetensors");
    }

    @Test
    void a_split_that_leaks() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> sound = CohortFolder.rows();
        for (int i = 0; i < sound.size(); i++) {
            rows.add(sound.get(i).replaceAll(",P\\d+,", ",P" + i % 22 + ",") + (i < 14 ? ",train" : ",test"));
        }
        Path table = cohort.table(CohortFolder.HEADER + ",split", rows);

        refused(audit(table, "race", "--split", "given", "--min-patients", "2"), "split", "patient");
    }

    @Test
    void a_split_file_that_lacks_patients() throws IOException {
        Path split = cohort.write("split.csv", "patient,part\nP0,training\nP1,training\nP2,test\nP3,test\n");

        refused(audit(cohort.table(), "race", "--split-file", split), "split.csv", "patients");
    }

    @Test
    void an_external_cohort_without_the_attribute() throws IOException {
        Path external =
                cohort.write("other.csv", String.join("\n", CohortFolder.rows()).replace("race", "x"));
        cohort.write("other.csv", "image_path,image_id,patient_id,ethnicity\nimage1.png,E1,Q1,White\n");

        refused(audit(cohort.table(), "race", "--external", "other=" + external), "other.csv", "race");
    }

    @Test
    void an_external_cohort_with_a_class_that_nobody_was_trained_on() throws IOException {
        List<String> rows = CohortFolder.rows();
        Path external = cohort.write(
                "other.csv",
                CohortFolder.HEADER + "\n" + String.join("\n", rows).replace("Black", "Asian"));

        refused(audit(cohort.table(), "race", "--external", "other=" + external), "other.csv", "Black");
    }

    @Test
    void an_unreadable_image_of_an_external_cohort_is_refused_before_training() throws IOException {
        Path table = cohort.table();
        Files.writeString(cohort.folder.resolve("broken.png"), "not an image");
        String rows = String.join("\n", CohortFolder.rows()).replace("image3.png", "broken.png");
        Path external = cohort.write("other.csv", CohortFolder.HEADER + "\n" + rows + "\n");
        Terminal terminal = refused(audit(table, "race", "--external", "other=" + external), "Row 5");

        assertThat(terminal.err()).doesNotContain("Training");
    }

    @Test
    void all_problems_of_a_table_at_once() throws IOException {
        Path table = cohort.table(row -> row.replace(",I5,", ",I4,").replace("image9.png", "gone.png"));
        Files.delete(cohort.image(3));
        Terminal terminal = refused(audit(table, "race"), "Rows 6 and 7", "Row 5", "Row 11");

        assertThat(terminal.err())
                .containsPattern("\\d problems:")
                .contains("  1. ")
                .contains("  2. ");
    }

    private Object[] audit(Path table, String attribute, Object... more) {
        List<Object> words = new ArrayList<>(List.of("audit", "--table", table, "--attribute", attribute));
        words.addAll(List.of("--runs", runs, "--name", "refused"));
        if (!List.of(more).contains("--device")) {
            words.addAll(List.of("--device", "cpu"));
        }
        words.addAll(List.of(more));
        return words.toArray();
    }

    private Terminal refused(Object[] arguments, String... said) {
        Terminal terminal = Terminal.run(arguments);
        assertThat(terminal.err()).contains(said).doesNotContain("bug in Subtext");
        assertThat(terminal.exit()).as(terminal.err()).isEqualTo(2);
        assertThat(runs.resolve("refused")).doesNotExist();
        return terminal;
    }
}
