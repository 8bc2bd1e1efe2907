package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

class NestedItemsTest {
    private static final Tag VIEW = Tag.of(0x00540220);
    private static final Tag VALUE = Tag.of(0x00080100);
    private static final Tag MEANING = Tag.of(0x00080104);

    private final DataSetCleaner cleaner = new DataSetCleaner(
            AttributeTable.ofBuild(), Set.of(), new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f")));

    private DataSet clean(Element... elements) {
        return cleaner.clean(DataSet.of(List.of(elements))).dataSet();
    }

    private static Element text(int tag, Vr vr, String... values) {
        return Element.text(Tag.of(tag), vr, values);
    }

    private static Element sequence(int tag, Element... item) {
        return Element.sequence(Tag.of(tag), List.of(DataSet.of(List.of(item))));
    }

    private static Element code(int sequence, String scheme, String value, Element... more) {
        DataSet item = DataSet.of(List.of(
                text(0x00080100, Vr.SH, value),
                text(0x00080102, Vr.SH, scheme),
                text(0x00080104, Vr.LO, "Cranio-caudal view")));
        for (Element one : more) {
            item = item.with(one);
        }
        return Element.sequence(Tag.of(sequence), List.of(item));
    }

    @Test
    void anItemOfACodeHoldsNothingOfOtherModules() {
        Element pixels = Element.of(
                Tag.of(0x7FE00010), Vr.OB, ByteBuffer.wrap("SECRET4711".getBytes(StandardCharsets.US_ASCII)));

        DataSet kept = clean(code(
                0x00540220,
                "SRT",
                "R-10206",
                pixels,
                text(0x00081090, Vr.LO, "a model"),
                text(0x00180060, Vr.DS, "4711"),
                sequence(0x00283000, text(0x00283004, Vr.LO, "a table"))));

        assertThat(kept.items(VIEW)).singleElement().satisfies(item -> {
            assertThat(item.size()).isEqualTo(3);
            assertThat(item.string(VALUE)).contains("R-10206");
        });
    }

    /** PS3.3 section 10.5, C.7.6.16 and C.8.11.5. */
    @Test
    void whatBelongsIntoAnItemStays() {
        DataSet kept = clean(
                code(0x00540220, "SCT", "399162004", code(0x00540222, "SRT", "R-102D5")),
                sequence(
                        0x52009229,
                        sequence(0x00289110, text(0x00280030, Vr.DS, "0.1", "0.1")),
                        sequence(0x00209071, code(0x00082218, "SCT", "76752008"), text(0x00209072, Vr.CS, "L"))));

        assertThat(kept.items(VIEW).get(0).items(Tag.of(0x00540222))).hasSize(1);
        DataSet shared = kept.items(Tag.of(0x52009229)).get(0);
        assertThat(shared.items(Tag.of(0x00289110)).get(0).strings(Tag.of(0x00280030)))
                .containsExactly("0.1", "0.1");
        DataSet anatomy = shared.items(Tag.of(0x00209071)).get(0);
        assertThat(anatomy.items(Tag.of(0x00082218))).hasSize(1);
        assertThat(anatomy.string(Tag.of(0x00209072))).contains("L");
    }

    @Test
    void aGroupOfFramesHoldsGroupsAndNoAttributesOfItsOwn() {
        DataSet kept = clean(sequence(
                0x52009230,
                text(0x00081090, Vr.LO, "a model"),
                sequence(0x52009229, sequence(0x00289110, text(0x00180050, Vr.DS, "4711")))));

        assertThat(kept.items(Tag.of(0x52009230)).get(0).size()).isZero();
    }

    @Test
    void whatBelongsIntoItemsAloneDoesNotStandBesideThem() {
        DataSet kept = clean(text(0x00080104, Vr.LO, "SECRET"), text(0x00080100, Vr.SH, "4711"));

        assertThat(kept.has(MEANING)).isFalse();
        assertThat(kept.has(VALUE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'',R-10206",
        "99HERE,R-10206",
        "99SDM,R-10206",
        "HOSPITAL,R-10206",
        "srt,R-10206",
        "SRT\\HOSPITAL,R-10206",
        "SRT,SECRET 4711",
        "SCT,X1",
        "DCM,4711",
        "SRT,R-10206\\SECRET"
    })
    void codesWithoutAPublicSchemeGoWithTheirItems(String scheme, String value) {
        DataSet kept = clean(code(0x00540220, scheme, value));

        assertThat(kept.items(VIEW)).isEmpty();
        assertThat(kept.has(VIEW)).isTrue();
    }

    @Test
    void anItemWithoutASchemeGoes() {
        assertThat(clean(sequence(0x00540220, text(0x00080104, Vr.LO, "SECRET")))
                        .items(VIEW))
                .isEmpty();
        assertThat(clean(sequence(0x00540220, text(0x00080119, Vr.UC, "X5"), text(0x00080104, Vr.LO, "SECRET")))
                        .items(VIEW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SCT,399162004", "SRT,T-04000", "SRT,T-D3000", "SRT,R-102D5", "SNM3,T-04000", "DCM,113100", "CDCREC,2106-3",
        "RADLEX,RID1302", "LN,18782-3", "NCIt,C41261", "FMA,7195", "UMLS,C0817096", "I10,J18.9", "UCUM,mm"
    })
    void codesOfPublicSchemesStay(String scheme, String value) {
        assertThat(clean(code(0x00102161, scheme, value)).items(Tag.of(0x00102161)))
                .hasSize(1);
    }

    @Test
    void theItemsOfEveryKeptSequenceAreListed() {
        AttributeTable table = AttributeTable.ofBuild();
        ItemTable items = ItemTable.ofBuild();

        assertThat(table.rules())
                .filteredOn(rule -> rule.vrs().contains(Vr.SQ)
                        && rule.kind(Set.of(RetainOption.values())) == AttributeRule.Kind.KEEP)
                .extracting(AttributeRule::tag)
                .containsExactlyInAnyOrderElementsOf(items.sequences());
    }

    @Test
    void theLogSaysWhy() {
        TagTally tally = cleaner.clean(DataSet.of(List.of(
                        code(0x00540220, "SRT", "R-10206", text(0x00081090, Vr.LO, "a model")),
                        code(0x00540222, "99X", "1"))))
                .tally();

        assertThat(tally.counts())
                .containsEntry(new ElementChange(TagPath.parse("(0054,0220)/(0008,1090)"), Outcome.MISPLACED), 1)
                .containsEntry(new ElementChange(TagPath.parse("(0054,0222)/(0008,0100)"), Outcome.LOCAL_CODE), 1);
    }
}
