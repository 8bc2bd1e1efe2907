package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;
import org.subtext.identities.IdRule;

/** What of a table's kept cells repeats an identifier of their patient. */
class RowIdentifiersTest {
    private static final String HEAD =
            "patient_id,patient_name,birth_date,phone,accession,study_date,path,race,age,finding,note";

    @TempDir
    private Path folder;

    private final KnownFromFiles known = new KnownFromFiles(Set.of());
    private List<String> said = List.of();

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
        said = TableCleaner.clean(
                plan,
                pseudonyms,
                Map.of("a.dcm", "dicom/P/a.dcm"),
                new FilesAndTable(Set.of(pseudonyms.patient("7731904")), Set.of("7731904")),
                known);
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
    void theNameOfAHospitalGoesFromARowOfItsOwnAndOfOthers() throws IOException {
        String head = "patient_id,hospital,reported_by,finding";
        List<String> lines = clean(
                head,
                "7731904,Marienstift Uelzen,,at Marienstift",
                "8,General,Odo Quackenbush,Marienstift Uelzen 2",
                "9,General,,general opacity",
                "10,General,,by Quackenbush");

        assertThat(lines.subList(1, 5)).allMatch(line -> line.endsWith(",") || line.endsWith(",general opacity"));
    }

    @Test
    void whatOnlyTheFilesCallThePatientGoesToo() throws IOException {
        DataSet file = DataSet.of(List.of(
                Element.text(Tag.of(0x00080050), Vr.SH, "ACC5528817"),
                Element.text(Tag.of(0x00080080), Vr.LO, "Marienstift Uelzen"),
                Element.text(Tag.of(0x00080090), Vr.PN, "Quackenbush^Odo"),
                Element.text(Tag.of(0x00100010), Vr.PN, "Wolkenstein^Zephyrine"),
                Element.text(Tag.of(0x00100020), Vr.LO, "7731904"),
                Element.text(Tag.of(0x00100030), Vr.DA, "19610203")));
        Pseudonyms pseudonyms = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));
        known.add(file, pseudonyms.patient("7731904"), pseudonyms);
        for (String cell : List.of(
                "of Wo1kenstein", "Z. W.", "born 3.2.61", "5528817", "Marienstift", "for Quackenbush", "Zephyrine")) {
            assertThat(clean("patient_id,finding", "7731904," + cell).get(1)).endsWith(",");
        }
        assertThat(clean("patient_id,finding", "7731904,x", "8,of Wolkenstein").get(2))
                .endsWith(",");
        assertThat(clean("patient_id,finding", "7731904,left lower lobe").get(1))
                .endsWith("lobe");
    }

    /** Codes of classes have two and three letters, as initials have. */
    @Test
    void aClassThatFivePatientsHaveIsNobodysInitials() throws IOException {
        List<String> lines = clean(
                "patient_id,name,race,finding",
                "1,Anna Adams,AA,A. A.",
                "2,Adams Anna Sophie,AA,x",
                "3,Ib Bo,AA,x",
                "4,Ib Co,AA,x",
                "7731904,Zephyrine Quackenbush,AA,ZQ");

        assertThat(lines.subList(1, 6)).allMatch(line -> line.contains(",AA,"));
        assertThat(List.of(lines.get(1), lines.get(5))).allMatch(line -> line.endsWith(",AA,"));
    }

    @Test
    void aRecordedRaceIsNobodysInitialsHoweverFewHaveIt() throws IOException {
        List<String> lines = clean("patient_id,name,ethnic group,sex,race,label", "7731904,Anna Adams,AA,AA,AA,AA");

        assertThat(lines.get(1)).endsWith(",AA,AA,AA,");
    }

    @Test
    void aPlaceInTheBodyIsNoInstitution() throws IOException {
        List<String> lines = clean(
                "patient_id,department,lesion_site,finding,body_part",
                "7731904,Pulmonary,Left breast,pulmonary nodule in left breast,Left breast",
                "8,Marienstift,Retroperitoneum,mass,Left breast",
                "9,,,at Marienstift,Retroperitoneum");

        assertThat(lines.get(1)).endsWith(",pulmonary nodule in left breast,Left breast");
        assertThat(lines.get(2)).endsWith(",mass,Left breast");
        assertThat(clean("patient_id,department,finding", "7731904,Marienstift,at Marienstift")
                        .get(1))
                .endsWith(",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"assigned_sex", "assigned_to_arm", "designed_for", "authorised"})
    void aColumnThatOnlySoundsLikeASignatureHoldsNoNames(String column) throws IOException {
        assertThat(clean("patient_id," + column + ",finding", "7731904,female,mass of a female")
                        .get(1))
                .endsWith(",mass of a female");
        for (String signature : List.of("signed_by", "cosigned", "author", "report_author")) {
            assertThat(clean("patient_id," + signature + ",finding", "7731904,Quackenbush,by Quackenbush")
                            .get(1))
                    .endsWith(",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizing_provider", "AuthorisedBy", "authorized_by", "assigned_to", "assigned_by"})
    void whoAuthorisedOrWasAssignedIsAPerson(String column) throws IOException {
        assertThat(clean("patient_id," + column + ",finding", "7731904,Quackenbush,by Quackenbush")
                        .get(1))
                .endsWith(",");
    }

    @Test
    void whoAskedForAnImageIsNotCalledByInitials() throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));
        known.add(
                DataSet.of(List.of(
                        Element.text(Tag.of(0x00080090), Vr.PN, "Adams^Anna"),
                        Element.text(Tag.of(0x00100020), Vr.LO, "7731904"))),
                pseudonyms.patient("7731904"),
                pseudonyms);

        List<String> lines = clean("patient_id,view,finding", "7731904,AA,for Adams");
        assertThat(lines.get(1)).endsWith(",AA,");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PA ACC 998877",
                "F998877",
                "998877",
                "ACC998877",
                "CHEST ACC998877",
                "PAT12345",
                "PA PAT12345",
                "12345",
                "Wolkenstein",
                "by FriedgardWolkenstein",
                "1.2.276.0.7230010.3.1.2.8323329.77.1517875197.1",
                "1.2.3.4.5",
                "20170621",
                "29 March 1947",
                "29.03.47",
                "5588731",
                "06221/5588-731"
            })
    void ofAnyPatientGoesFromAnyRow(String cell) throws IOException {
        String head = "PatientID,path,AccessionNumber,StudyInstanceUID,patient_name,BirthDate,phone,view";
        String other = "7731904,a.dcm,ACC111222,1.2.3.9,Zimmermann Anna,1930-01-01,,";
        String theirs = "PAT12345,b.dcm,ACC998877,1.2.276.0.7230010.3.1.2.8323329.77.1517875197.1,"
                + "\"Wolkenstein, Friedgard\",1947-03-29,06221 5588731,PA";

        assertThat(clean(head, other + cell, theirs).get(1)).endsWith(",");
        assertThat(clean(head, other + "LL", theirs).get(1)).endsWith(",LL");
        assertThat(clean(head, other + "LL", theirs.replace(",PA", "," + cell)).get(2))
                .endsWith(",");
    }

    @Test
    void wordsAndIdsOfManyPatientsTellOfNone() throws IOException {
        List<String> rows = new ArrayList<>(List.of("patient_id,name,site_id,race,pixel_spacing,note"));
        for (int i = 0; i < 8; i++) {
            rows.add("77319%02d,Patient%c Weiss,SITE77,Weiss,\"[0.7731902, 0.7731903]\",from SITE77"
                    .formatted(i, 'a' + i));
        }
        rows.add("7731999,Other One,SITE77,Weiss,0.1,from SITE77");

        assertThat(clean(rows.toArray(String[]::new)).get(9)).contains(",Weiss,0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zimmermann Anna 2", "born 29.03.1947", "acc ACC998877", "tel 06221 5588731", "x_PAT12345"})
    void aColumnNamedAfterAnybodyGoesAndIsNotSaid(String name) throws IOException {
        List<String> lines = clean(
                "patient_id,accession,name,birth_date,effusion," + name,
                "7731904,ACC998877,Wolkenstein,1947-03-29,1,1",
                "PAT12345,ACC111222,Zimmermann Anna,1930-01-01,0,0");

        assertThat(lines.get(0)).isEqualTo("patient_id,accession,effusion");
        assertThat(said).noneMatch(line -> line.contains(name)).anyMatch(line -> line.startsWith("1 columns"));
    }

    @Test
    void manyPatientsTakeNoLongerThanTheirRows() throws IOException {
        List<String> rows = new ArrayList<>(List.of("patient_id,name,accession,race,pixel_spacing,finding"));
        for (int i = 0; i < 10_000; i++) {
            rows.add("%d,Name%d Given%d,ACC%07d,White,\"0.%07d, 0.1\",effusion %d"
                    .formatted(7_731_904 + i, i, i, i, 7_731_904 + i * 3, i % 90));
        }

        List<String> lines = clean(rows.toArray(String[]::new));

        // Each is the id of some patient behind its point, which tells nothing; it may be the patient's own.
        assertThat(lines.stream().filter(line -> line.contains(",White,\"0."))).hasSizeGreaterThan(9_990);
    }
}
