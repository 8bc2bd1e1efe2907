package org.subtext.deidentification.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and ids that are written so that nobody takes them for what they are. */
class DisguisesTest {
    private final IdentifierEcho echo = new IdentifierEcho();

    @ParameterizedTest
    @CsvSource({
        "Wolkenstein^Oda,unit Wo1kenstein",
        "Wolkenstein^Oda,w0lk3nst3in",
        "Wolkenstein^Oda,WOLKEN5TE1N-2",
        "Wolkenstein^Oda,Wolken$tein",
        "Wolkenstein^Oda,Wo|kenste!n",
        "Wolkenstein^Oda,Wоlkеnstеin",
        "Wolkenstein^Oda,W.0.l.k.e.n.s.t.e.i.n",
        "Müller^Jörg,Mü11er",
        "Müller^Jörg,mue11er",
        "Silva^Ana,5ilva",
        "Vieri^Bo,8o Vier1"
    })
    void namesWithDigitsThatLookLikeLetters(String name, String text) {
        echo.addPatientName(name);

        assertThat(echo.isInText(text)).isTrue();
        assertThat(new IdentifierEcho().isInText(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nietsnekloW", "x niets-NEKLOW 2", "Scan Wolkenst", "W o l k e n", "WOLKEN", "V29sa2Vuc3RlaQ=="})
    void wordsOfNamesBackwardsOrCutOff(String text) {
        echo.addPatientName("Wolkenstein^Oda");

        assertThat(echo.isInText(text)).isTrue();
        assertThat(echo.isInCode(text)).isTrue();
    }

    @Test
    void wordsOfAnybodysNameBackwards() {
        IdentifierIndex everybody = new IdentifierIndex();
        everybody.addName("Wolkenstein^Oda");

        assertThat(everybody.areIn("see nietsneklow", word -> false)).isTrue();
        assertThat(everybody.areIn("see ado", word -> false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Wolkenstein^Oda,Wolke", "Wolkenstein^Oda,Wolken filter", "Siemenski^Ute,Siemens", "Anna^Ute,Ann"})
    void theBeginningOfANameThatMayBeAnyWordStays(String name, String text) {
        echo.addPatientName(name);

        assertThat(echo.isInText(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"MRN7731904,see MRN77319O4", "MRN7731904,MRN773I9o4", "7731904,77319O4", "AB-51277,A851277"})
    void idsWithLettersThatLookLikeDigits(String id, String text) {
        echo.addPatientId(id);

        assertThat(echo.isInText(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Bosse^Ib,80553",
        "Silva^Ana,SL1VA",
        "Gless^Ib,6135 5",
        "Tobias^Ed,70 B14S",
        "Stolle^Ed,GC85A DR 600",
        "Vogel^Ib,VB11SL3"
    })
    void whatHasOnlyTheLooksOfANameStays(String name, String text) {
        echo.addPatientName(name);

        assertThat(echo.isInText(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wolkenstein", "wolkenstein^oda", "MRN7731904", "born 19610203", "1961-02-03"})
    void whatIsEncoded(String plain) {
        echo.addPatientName("Wolkenstein^Oda");
        echo.addPatientId("MRN7731904");
        echo.addBirth(LocalDate.of(1961, 2, 3));
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);

        assertThat(List.of(
                        base64,
                        "unit " + base64 + ".",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_16LE)),
                        HexFormat.of().formatHex(bytes),
                        HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes),
                        HexFormat.ofDelimiter(":").formatHex(bytes),
                        HexFormat.ofDelimiter(" ").withPrefix("0x").formatHex(bytes)))
                .allMatch(echo::isInText)
                .noneMatch(new IdentifierEcho()::isInText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Discovery XR656 HD",
                "DigitalDiagnost C90",
                "VB42A_HF03 SL15P112",
                "V29sa2VuYnVyZw==",
                "deadbeef00c0ffee",
                "syngo.via VB60A_HF05",
                "MOSAIQ",
                "20.1.0.18-B42"
            })
    void textThatOnlyLooksEncodedStays(String text) {
        echo.addPatientName("Wolkenstein^Oda");
        echo.addPatientId("MRN7731904");
        echo.addBirth(LocalDate.of(1961, 2, 3));

        assertThat(echo.isInText(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Quackenbush^Zephyrine,film of Z. Q.",
        "Quackenbush^Zephyrine,Q.Z.",
        "Quackenbush^Zephyrine,'q, z'",
        "Quackenbush^Zephyrine,ZQ",
        "Quackenbush^Zephyrine^May,unit ZMQ 2",
        "Quackenbush^Zephyrine^May,Q. Z. M.",
        "Zephyrine May Quackenbush,Z.M.Q.",
        "van der Berg^Jan,J. B."
    })
    void initials(String name, String text) {
        echo.addPatientName(name);

        assertThat(echo.isInText(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Adams^Paul,PA",
        "Adams^Paul,AP chest",
        "Doe^Robert,DR 3000",
        "Xu^Gong,Fuji XG-1",
        "Olsen^Mary^Lou,MLO",
        "Quackenbush^Zephyrine,A.Z.Q. 2",
        "Roy^Xenia,X-ray R",
        "山田^太郎,山 太"
    })
    void lettersOfViewsAndModelsAreNoInitials(String name, String text) {
        echo.addPatientName(name);

        assertThat(echo.isInText(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.5.1.4.1.1.77319.04",
                "1.2.840.10008.5.1.4.7.7.3.1.9.0.4",
                "1.2.840.10008.5.1961.2.3",
                "1.2.840.10008.5.3.2.1961",
                "1.2.840.10008.5.19610203"
            })
    void tailsOfUids(String uid) {
        echo.addPatientId("7731904");
        echo.addBirth(LocalDate.of(1961, 2, 3));

        assertThat(echo.isInUid(uid)).isTrue();
        assertThat(echo.isInUid("1.2.840.10008.5.1.4.1.1.1.1")).isFalse();
        assertThat(echo.isInUid("1.2.840.10008.6.1.1124")).isFalse();
    }

    @Test
    void aLongNumberOfAnImagesUidIsFoundInTextAndItsRootIsNot() {
        echo.addUid("1.3.6.1.4.1.14519.5.2.1.7009.2403.334240657131972136850343327463");

        assertThat(echo.isInText("see 334240657131972136850343327463")).isTrue();
        assertThat(echo.isInText("14519.5.2.1")).isFalse();
    }
}
