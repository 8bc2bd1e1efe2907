package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;

/** What of a table's kept cells repeats an identifier of their patient. */
class RowIdentifiersTest {
    private static final String HEAD =
            "patient_id,patient_name,birth_date,phone,accession,study_date,path,race,age,finding,note";

    @TempDir
    private Path folder;

    private List<String> clean(String... lines) throws IOException {
        Path table = Files.write(folder.resolve("table.csv"), List.of(lines));
        Path out = Files.createDirectories(folder.resolve("out"));
        Pseudonyms pseudonyms = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));
        DeidentificationPlan plan = new DeidentificationPlan(
                folder,
                out,
                folder.resolve("salt"),
                Set.of(),
                BurnedInPolicy.FLAG,
                VideoPolicy.EXCLUDE,
                Optional.of(table),
                lines[0].endsWith("note") ? List.of("note") : List.of(),
                IdRule.ASK);
        TableCleaner.clean(
                plan,
                pseudonyms,
                Map.of("a.dcm", "dicom/P/a.dcm"),
                new FilesAndTable(Set.of(pseudonyms.patient("7731904")), Set.of("7731904")));
        return Files.readAllLines(out.resolve("table.csv"));
    }

    private static String row(String age, String path, String finding, String note) {
        return "7731904,Wu Li,1961-02-03,555-0199-7431,ACC5528817,23.05.2014,%s,White,%s,%s,%s"
                .formatted(path, age, finding, note);
    }

    private String note(String text) throws IOException {
        String line = clean(HEAD, row("40", "a.dcm", "Mass", text)).get(1);
        return line.substring(line.lastIndexOf(',') + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seen with Wu",
                "LiWu",
                "7731904",
                "7731904.0",
                "no 7 731 904",
                "03.02.1961",
                "3 Feb 1961",
                "2014-05-23",
                "5/23/14",
                "call 01997431",
                "ACC 5528817",
                "born 02/1961"
            })
    void goes(String text) throws IOException {
        assertThat(note(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"White", "lithium", "7731", "2014", "0.5", "left lower lobe", "24.05.2014"})
    void isNotSeenInWhatIsNone(String text) throws IOException {
        assertThat(note(text)).isEqualTo(text);
    }

    @Test
    void ofAnotherRowOfThePatientCountsToo() throws IOException {
        List<String> lines = clean(
                HEAD,
                row("40", "a.dcm", "x", "first"),
                "7731904,,,,,,a.dcm,White,41,y,with Wu",
                "8,,,,,,a.dcm,Black,41,z,with Wu");

        assertThat(lines.get(2)).endsWith("y,");
        assertThat(lines.get(3)).endsWith("z,with Wu");
    }

    @Test
    void aPatientCalledAsARaceKeepsTheRecordedOne() throws IOException {
        List<String> lines = clean("patient_id,name,race,finding", "7731904,White Mary,White,edema of Mary");

        assertThat(lines.get(1)).endsWith(",White,");
    }

    @Test
    void anAgeTellsNoDayOfBirth() throws IOException {
        assertThat(clean(HEAD, row("34.1232876", "a.dcm", "x", "y")).get(1)).contains(",34.12,");
        assertThat(clean(HEAD, row("-7731904", "a.dcm", "x", "y")).get(1)).contains(",White,,");
        assertThat(clean(HEAD, row("45.5", "a.dcm", "x", "y")).get(1)).contains(",45.5,");
    }

    @Test
    void aWindowBehindAPathIsLookedAtToo() throws IOException {
        assertThat(clean(HEAD, row("40", "a.dcm#2@lung", "x", "y")).get(1)).contains(",dicom/P/a.dcm#2@lung,");
        assertThat(clean(HEAD, row("40", "a.dcm@Wu Li 1961", "x", "y")).get(1)).contains(",,White,");
    }

    @Test
    void theNameOfAColumnIsLookedAtToo() throws IOException {
        List<String> lines = clean("patient_id,effusion,effusion_7731904", "7731904,1,0");

        assertThat(lines.get(0)).isEqualTo("patient_id,effusion");
    }
}
