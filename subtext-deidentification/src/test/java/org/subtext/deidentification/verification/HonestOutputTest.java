package org.subtext.deidentification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** What the cleaner lawfully keeps is no finding of the proof. */
class HonestOutputTest {
    @ParameterizedTest
    @CsvSource({
        "HU,true",
        "Identity,true",
        "FOR PRESENTATION,true",
        "GE MEDICAL SYSTEMS,true",
        "Quackenbush,false",
        "HU Quackenbush,false"
    })
    void valuesThatEverybodyUsesAreTerms(String value, boolean term) {
        assertThat(Terms.ofBuild().has(value)).isEqualTo(term);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1.2.840.10008.5.1.4.1.1.2,false",
        "771234,1.2.840.10008.5.771234,true",
        "7712345,1.2.840.10008.5.77.12345,true"
    })
    void idsWithinAClassOfTheStandardAreChanceWhereShort(String id, String uid, boolean found) {
        DataSet source = DataSet.of(List.of(Element.text(Tag.of(0x00100020), Vr.LO, id)));

        assertThat(IdentifiersOfFile.of(source, AllowList.under(Set.of())).isIn(uid, Vr.UI, false))
                .isEqualTo(found);
    }

    @Test
    void uncompressedFramesInFragmentsAreCompared() throws Exception {
        byte[] frame = new byte[64];
        frame[5] = 7;
        byte[] longer = java.util.Arrays.copyOf(frame, 72);
        longer[70] = 1;
        byte[] other = frame.clone();
        other[5] = 8;

        assertThat(digest(frame)).isNotEmpty().isEqualTo(digest(longer)).isNotEqualTo(digest(other));
    }

    private static String digest(byte[] frame) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        DataSet data = DataSet.of(List.of(
                Element.text(Tag.of(0x00080016), Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                Element.text(Tag.of(0x00080018), Vr.UI, "2.25.1"),
                Element.shorts(Tag.of(0x00280002), 1),
                Element.text(Tag.of(0x00280004), Vr.CS, "MONOCHROME2"),
                Element.shorts(Tag.of(0x00280010), 8),
                Element.shorts(Tag.of(0x00280011), 8),
                Element.shorts(Tag.of(0x00280100), 8),
                Element.shorts(Tag.of(0x00280101), 8),
                Element.shorts(Tag.of(0x00280102), 7),
                Element.shorts(Tag.of(0x00280103), 0),
                Element.fragments(Tag.of(0x7FE00010), List.of(new byte[0], frame))));
        DicomWriter.write(data, TransferSyntax.of("1.2.840.10008.1.2.1.98"), out);
        return SampleDigest.of(DicomFile.read(out.toByteArray(), ReadLimits.defaults()))
                .orElse("");
    }
}
