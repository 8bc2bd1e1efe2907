package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of PS3.5 annexes H, I, J and K, byte by byte. */
class CharacterSetTest {
    private static String decoded(String set, String hex) {
        CharacterSet characters = CharacterSet.of(ByteBuffer.wrap(set.getBytes(StandardCharsets.US_ASCII)));
        return characters.decode(HexFormat.of().parseHex(hex.replace(" ", "")), Vr.PN);
    }

    @Test
    void japaneseByEscapes() {
        // PS3.5 section H.3.1
        assertThat(decoded(
                        "\\ISO 2022 IR 87",
                        "59 61 6d 61 64 61 5e 54 61 72 6f 75 3d 1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40"
                                + " 4f 3a 1b 28 42 3d 1b 24 42 24 64 24 5e 24 40 1b 28 42 5e 1b 24 42 24 3f 24 6d 24"
                                + " 26 1b 28 42"))
                .isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
        // PS3.5 section H.3.2, with JIS X 0201 first
        assertThat(decoded(
                        "ISO 2022 IR 13\\ISO 2022 IR 87",
                        "d4 cf c0 de 5e c0 db b3 3d 1b 24 42 3b 33 45 44 1b 28 4a 5e 1b 24 42 42 40 4f 3a 1b 28"
                                + " 4a 3d 1b 24 42 24 64 24 5e 24 40 1b 28 4a 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 4a"))
                .isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    }

    @Test
    void koreanByEscapes() {
        // PS3.5 section I.2
        assertThat(decoded(
                        "\\ISO 2022 IR 149",
                        "48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d 1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7 3d"
                                + " 1b 24 29 43 c8 ab 5e 1b 24 29 43 b1 e6 b5 bf"))
                .isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
    }

    @Test
    void chineseWithoutEscapes() {
        // PS3.5 section J.1 (UTF-8) and J.2 (GB18030)
        assertThat(decoded("ISO_IR 192", "57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d e7 8e 8b 5e e5 b0 8f e6 9d b1 3d"))
                .isEqualTo("Wang^XiaoDong=王^小東=");
        assertThat(decoded("GB18030", "57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d cd f5 5e d0 a1 b6 ab 3d"))
                .isEqualTo("Wang^XiaoDong=王^小东=");
    }

    @Test
    void chineseByEscapes() {
        // PS3.5 section K.2
        assertThat(decoded(
                        "\\ISO 2022 IR 58",
                        "5a 68 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d 1b 24 29 41 d5 c5 5e 1b 24 29 41 d0 a1 b6"
                                + " ab 3d"))
                .isEqualTo("Zhang^XiaoDong=张^小东=");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, ISO-8859-1, Äneas^Rüdiger",
        "ISO_IR 101, ISO-8859-2, Wałęsa",
        "ISO_IR 109, ISO-8859-3, Ħ",
        "ISO_IR 110, ISO-8859-4, Ķ",
        "ISO_IR 144, ISO-8859-5, Люкceмбypг",
        "ISO_IR 127, ISO-8859-6, قباني^لنزار",
        "ISO_IR 126, ISO-8859-7, Διονυσιος",
        "ISO_IR 138, ISO-8859-8, שרון^דבורה",
        "ISO_IR 148, ISO-8859-9, Çavuşoğlu",
        "ISO_IR 166, TIS-620, ไทย",
        "GBK, GBK, 王",
        "ISO-IR 192, UTF-8, 김"
    })
    void singleSets(String term, String charset, String text) {
        CharacterSet characters = CharacterSet.of(ByteBuffer.wrap((term + " ").getBytes(StandardCharsets.US_ASCII)));
        assertThat(characters.decode(text.getBytes(Charset.forName(charset)), Vr.PN))
                .isEqualTo(text);
    }

    @Test
    void backslashesPartValuesButNotCharacters() throws Exception {
        // Second byte 5C in GBK: D5 5C is one character.
        byte[] file = DicomBytes.file(
                "1.2.840.10008.1.2.1",
                DicomBytes.explicitLittle()
                        .text(0x00080005, "CS", "GB18030 ")
                        .value(0x00081030, "LO", new byte[] {(byte) 0xD5, 0x5C, 'a', '\\', 'b', ' '})
                        .value(0x00104000, "LT", new byte[] {'a', '\\', 'b', ' '}));
        DataSet read = DicomFile.read(file, ReadLimits.defaults()).dataSet();
        assertThat(read.strings(Tags.STUDY_DESCRIPTION)).containsExactly("\u8AA0a", "b");
        assertThat(read.strings(Tag.of(0x00104000))).containsExactly("a\\b");
    }

    @Test
    void nonsenseIsDecodedAsFarAsItGoes() {
        assertThat(decoded("NO SUCH SET", "41 42")).isEqualTo("AB");
        assertThat(decoded("\\ISO 2022 IR 87", "41 1b 1b 24")).startsWith("A");
        assertThat(decoded("\\ISO 2022 IR 87", "1b 24 42 3b")).isEmpty();
    }
}
