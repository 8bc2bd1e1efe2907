package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/** An attribute that has terms keeps terms: no patient's name stands in a Laterality, whoever typed it. */
class EnumeratedValuesTest {
    private static final Tag VIEW = Tag.of(0x00540220);
    private static final Tag MEANING = Tag.of(0x00080104);
    private static final Tag IMAGE_TYPE = Tag.of(0x00080008);

    private static DataSetCleaner.Cleaned clean(Set<RetainOption> retained, Element... elements) {
        return new DataSetCleaner(
                        AttributeTable.ofBuild(),
                        retained,
                        new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f")))
                .clean(DataSet.of(List.of(elements)).with(text(0x00100010, Vr.PN, "Auto^Focused")));
    }

    private static Element text(int tag, Vr vr, String... values) {
        return Element.text(Tag.of(tag), vr, values);
    }

    private static Element code(int sequence, String meaning) {
        return Element.sequence(
                Tag.of(sequence),
                List.of(DataSet.of(List.of(
                        text(0x00080100, Vr.SH, "399162004"),
                        text(0x00080102, Vr.SH, "SCT"),
                        text(0x00080104, Vr.LO, meaning)))));
    }

    @ParameterizedTest
    @CsvSource({
        "00080060,WOLKENST",
        "00080064,F W",
        "00100040,X",
        "00180015,WARD 7 BED 2",
        "00180015,MRS MORGENROT",
        "00181166,PAT12345",
        "00181403,19CMX470329",
        "00185100,OTTO",
        "00185101,FW",
        "00200020,LR",
        "00200060,W",
        "00280301,MAYBE",
        "00282110,1947",
        "20500020,SEE NOTE"
    })
    void whatIsNoTermOfItsAttributeGoes(String tag, String value) {
        Tag attribute = Tag.of(Integer.parseUnsignedInt(tag, 16));
        DataSetCleaner.Cleaned cleaned = clean(Set.of(), Element.text(attribute, Vr.CS, value));

        // L and R of Patient Orientation are letters of directions, in whatever order.
        assertThat(cleaned.dataSet().has(attribute)).isEqualTo(value.equals("LR"));
        assertThat(cleaned.tally().counts().containsKey(new ElementChange(TagPath.of(attribute), Outcome.NO_TERM)))
                .isEqualTo(!value.equals("LR"));
    }

    @ParameterizedTest
    @CsvSource({
        "00080060,CS,MG",
        "00180015,CS,CHEST",
        "00180015,CS,CHEST_TO_PELVIS",
        "00180015,CS,LEFT FOOT",
        "00180015,CS,Thorax",
        "00180022,CS,HELICAL MODE",
        "00181160,SH,BODY FILTER",
        "00181160,SH,0.1 mm of tin",
        "00181166,CS,FOCUSED",
        "00181210,SH,B30f",
        "00181403,CS,35CMX43CM",
        "00185101,CS,LATERAL",
        "00189323,CS,AUTO",
        "00200020,CS,PF",
        "00281054,LO,HU",
        "20500020,CS,IDENTITY"
    })
    void lawfulValuesStayWhoeverThePatientIs(String tag, Vr vr, String value) {
        Tag attribute = Tag.of(Integer.parseUnsignedInt(tag, 16));

        assertThat(clean(Set.of(), Element.text(attribute, vr, value)).dataSet().string(attribute))
                .contains(value);
    }

    @Test
    void anImageTypeIsCutBeforeWhatIsNoTermOfIt() {
        DataSetCleaner.Cleaned cleaned =
                clean(Set.of(), text(0x00080008, Vr.CS, "DERIVED", "PRIMARY", "WOLKENSTEIN", "AXIAL"));

        assertThat(cleaned.dataSet().strings(IMAGE_TYPE)).containsExactly("DERIVED", "PRIMARY");
        assertThat(cleaned.tally().counts())
                .containsEntry(new ElementChange(TagPath.of(IMAGE_TYPE), Outcome.CUT_SHORT), 1);
        assertThat(clean(Set.of(), text(0x00080008, Vr.CS, "WOLKENSTEIN", "PRIMARY"))
                        .dataSet()
                        .has(IMAGE_TYPE))
                .isFalse();
        assertThat(clean(Set.of(), text(0x00080008, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 SPI"))
                        .dataSet()
                        .strings(IMAGE_TYPE))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "cranio-caudal,true",
        "Medio-lateral oblique,true",
        "Black or African American,true",
        "'Chest, left',true",
        "Entire T12 vertebra,true",
        "see letter of Dr House,false",
        "chest of L19 C47,false",
        "1947,false"
    })
    void meaningsOfCodesAreWordsOfAnatomyAndImaging(String meaning, boolean stays) {
        DataSetCleaner.Cleaned cleaned = clean(Set.of(), code(0x00540220, meaning));

        DataSet item = cleaned.dataSet().items(VIEW).get(0);
        assertThat(item.has(MEANING)).isEqualTo(stays);
        assertThat(item.size()).as("the code itself").isEqualTo(stays ? 3 : 2);
        assertThat(cleaned.tally()
                        .counts()
                        .containsKey(new ElementChange(TagPath.of(VIEW).within(MEANING), Outcome.NO_TERM)))
                .isEqualTo(!stays);
    }

    @Test
    void theMeaningOfAnInstitutionStaysWhereItWasAskedFor() {
        DataSet kept = clean(Set.of(RetainOption.INSTITUTION), code(0x00080082, "Ursula Hospital"))
                .dataSet();

        assertThat(kept.items(Tag.of(0x00080082)).get(0).string(MEANING)).contains("Ursula Hospital");
    }

    /** The lists know every attribute of the kind: a new one that may stay needs its terms. */
    @Test
    void everyCodeStringThatMayStayHasItsTerms() {
        EnumeratedValues values = EnumeratedValues.ofBuild();

        assertThat(AttributeTable.ofBuild().rules())
                .filteredOn(rule -> rule.vrs().contains(Vr.CS)
                        && rule.kind(Set.of(RetainOption.values())) == AttributeRule.Kind.KEEP
                        && !rule.name().equals("Specific Character Set"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(values.areAsked(TagPath.of(rule.tag())))
                        .as(rule.name())
                        .isTrue());
    }
}
