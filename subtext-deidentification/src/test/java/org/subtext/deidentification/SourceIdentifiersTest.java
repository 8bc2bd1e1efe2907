package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

class SourceIdentifiersTest {
    private static final Tag MODEL = Tag.of(0x00081090);

    private static DataSetCleaner.Cleaned clean(Set<RetainOption> retained, Element... more) {
        List<Element> elements = new ArrayList<>(List.of(more));
        elements.addAll(List.of(
                text(0x00080005, Vr.CS, "ISO_IR 192"),
                text(0x00080020, Vr.DA, "20190405"),
                text(0x00080030, Vr.TM, "131415.5"),
                text(0x00080050, Vr.SH, "ACC5528817"),
                text(0x00080080, Vr.LO, "Ursula Hospital"),
                text(0x00080090, Vr.PN, "Vandersloot^Q"),
                text(0x00100010, Vr.PN, "Wu^Li=吴^丽"),
                text(0x00100020, Vr.LO, "73915551"),
                text(0x00100030, Vr.DA, "19610203"),
                text(0x00102154, Vr.SH, "555-0199-7431"),
                text(0x0020000D, Vr.UI, "1.2.826.0.1.3680043.9.7331")));
        return new DataSetCleaner(
                        AttributeTable.ofBuild(),
                        retained,
                        new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f")))
                .clean(DataSet.of(elements));
    }

    private static boolean stays(Element element) {
        return clean(Set.of(), element).dataSet().has(element.tag());
    }

    private static Element text(int tag, Vr vr, String... values) {
        return Element.text(Tag.of(tag), vr, values);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sites record race as AA or WH, and initials are no reason to lose it. */
    @ParameterizedTest
    @CsvSource({"00102160,SH,WL", "00102160,SH,LW", "00102162,UC,WL"})
    void aRecordedClassIsNobodysInitials(String tag, Vr vr, String value) {
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), vr, value))).isTrue();
        assertThat(stays(text(0x00081090, Vr.LO, value))).isFalse();
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), vr, "W. L."))).isFalse();
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), vr, "Wu"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "00081090,LO,site Wu Li",
        "00081090,LO,吴丽",
        "00081090,LO,born 03.02.1961",
        "00181020,LO,2019-04-05",
        "00181210,SH,20190405",
        "00181210,SH,13:14:15",
        "00181020,LO,ursula HOSPITAL",
        "00181020,LO,01997431",
        "00180015,CS,ACC5528817",
        "00180060,DS,73915551",
        "00180060,DS,7.3915551E+7",
        "00200011,IS,73915551",
        "00181152,IS,19610203",
        "00181151,IS,5528817",
        "00080016,UI,1.2.73915551",
        "00080016,UI,1.2.826.0.1.3680043.9.7331"
    })
    void whatRepeatsAnIdentifierGoes(String tag, Vr vr, String value) {
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), vr, value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "00081090,LO,Model 12 Lithium",
        "00180015,CS,CHEST",
        "00180060,DS,120",
        "00181152,IS,7391",
        "00200013,IS,5",
        "00200032,DS,-193.140523\\12.5\\1024",
        "00080016,UI,1.2.840.10008.5.1.4.1.1.2"
    })
    void whatIsNoEchoStays(String tag, Vr vr, String value) {
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), vr, value.split("\\\\"))))
                .isTrue();
    }

    @Test
    void binaryNumbersAreAskedButForThoseThatPixelsNeed() {
        assertThat(stays(Element.of(
                        Tag.of(0x00209057), Vr.UL, little(4).putInt(73915551).flip())))
                .isFalse();
        assertThat(stays(Element.of(
                        Tag.of(0x00189306), Vr.FD, little(8).putDouble(73915551).flip())))
                .isFalse();
        assertThat(stays(Element.shorts(Tag.of(0x00280010), 512))).isTrue();
        assertThat(stays(Element.of(
                        Tag.of(0x00280009),
                        Vr.AT,
                        little(4)
                                .putShort((short) 0x1961)
                                .putShort((short) 0x0203)
                                .flip())))
                .isFalse();
        assertThat(stays(Element.of(
                        Tag.of(0x00280009),
                        Vr.AT,
                        little(4)
                                .putShort((short) 0x18)
                                .putShort((short) 0x1063)
                                .flip())))
                .isTrue();
    }

    @Test
    void anIdentifierThatGoesOnInTheNextValueIsFound() {
        assertThat(stays(text(0x00181149, Vr.IS, "7391", "5551"))).isFalse();
        assertThat(stays(text(0x00081090, Vr.LO, "Vander", "sloot"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "00200032,1961\\2\\3,false",
        "00200032,3\\2\\1961,false",
        "00200032,2.0\\-3\\1961,false",
        "00200032,19\\61\\23,false",
        "00200037,1\\0\\5\\4\\2019\\0,false",
        "00200032,1961\\2\\4,true",
        "00200032,-120\\-130\\-200,true",
        "00200037,1\\0\\0\\0\\1\\0,true"
    })
    void aDayInThreeNumbersIsFound(String tag, String values, boolean stays) {
        assertThat(stays(text(Integer.parseUnsignedInt(tag, 16), Vr.DS, values.split("\\\\"))))
                .isEqualTo(stays);
    }

    @Test
    void identifiersOfSequencesAndPrivateElementsCountToo() {
        Element nested = Element.sequence(
                Tag.of(0x00101002), List.of(DataSet.of(List.of(text(0x00100020, Vr.LO, "OTHER8812")))));

        assertThat(clean(Set.of(), nested, text(0x00081090, Vr.LO, "other-8812"))
                        .dataSet()
                        .has(MODEL))
                .isFalse();
        assertThat(clean(Set.of(), text(0x00091001, Vr.DA, "20010911"), text(0x00081090, Vr.LO, "11.09.2001"))
                        .dataSet()
                        .has(MODEL))
                .isFalse();
    }

    @Test
    void aRetainedInstitutionIsNoEcho() {
        Element model = text(0x00081090, Vr.LO, "Ursula Hospital");

        assertThat(clean(Set.of(RetainOption.INSTITUTION), model).dataSet().has(MODEL))
                .isTrue();
    }

    @Test
    void aShortIdEmptiesNothingAndIsCounted() {
        DataSetCleaner.Cleaned cleaned = new DataSetCleaner(
                        AttributeTable.ofBuild(),
                        Set.of(),
                        new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f")))
                .clean(DataSet.of(List.of(
                        text(0x00080060, Vr.CS, "DX"),
                        text(0x00081090, Vr.LO, "Model 1"),
                        text(0x00100010, Vr.PN, "X"),
                        text(0x00100020, Vr.LO, "1"),
                        text(0x00180060, Vr.DS, "1"),
                        text(0x00200011, Vr.IS, "1"))));

        assertThat(cleaned.tally().counts().keySet())
                .noneMatch(change -> change.outcome() == Outcome.REPEATS_IDENTIFIER)
                .contains(
                        new ElementChange(TagPath.parse("(0010,0010)"), Outcome.TOO_SHORT),
                        new ElementChange(TagPath.parse("(0010,0020)"), Outcome.TOO_SHORT));
    }

    @Test
    void theNameOfARaceOrABodyPartCostsNobodyTheirs() {
        DataSet kept = clean(
                        Set.of(),
                        text(0x00080008, Vr.CS, "ORIGINAL", "PRIMARY", "PERFUSION"),
                        text(0x00101001, Vr.PN, "White^Chest"),
                        text(0x00101005, Vr.PN, "Perfusion"),
                        text(0x00102160, Vr.SH, "White"),
                        text(0x00180015, Vr.CS, "CHEST"))
                .dataSet();

        assertThat(kept.string(Tag.of(0x00102160))).contains("White");
        assertThat(kept.string(Tag.of(0x00180015))).contains("CHEST");
        assertThat(kept.strings(Tag.of(0x00080008))).hasSize(3);
    }
}
