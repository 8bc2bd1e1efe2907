package org.subtext.deidentification.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierEchoTest {
    private final IdentifierEcho echo = new IdentifierEcho();

    @Nested
    class Names {
        @ParameterizedTest
        @CsvSource({
            "Quackenbush^Zephyrine,protocol of QUACKENBUSH",
            "Quackenbush^Zephyrine,quackenbushzephyrine",
            "Quackenbush^Zephyrine,ThoraxZephyrineQuackenbush2014",
            "Quackenbush^Zephyrine,Quacken-bush",
            "Quackenbush Zephyrine,Zephyrine_Q.",
            "'Quackenbush, Zephyrine',seen by Z. Quackenbush",
            "Lee^Ann,chest of LEE",
            "Lee^Ann,ThoraxLee2014",
            "Lee^Ann,annlee",
            "Wu^Li,site Wu Li",
            "Wu^Li,LiWu",
            "Wu^Li,for Wu",
            "Le^An,room Le An",
            "Ng^X,NgX",
            "Müller^Jörg,mueller",
            "Mueller^Joerg,Müller",
            "Müller^Jörg,MULLER JORG",
            "Łukasz^Ødegård,lukasz",
            "Ødegård^Nils,Oedegaard",
            "Strauß^Eva,STRAUSS",
            "O'Brien^Pat,OBrien",
            "de la Cruz^Maria,delacruz",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,山田太郎",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,山田 太郎",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,患者山田様",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,ヤマダ タロウ",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,ﾔﾏﾀﾞ",
            "Yamada^Tarou=山田^太郎=やまだ^たろう,TAROU YAMADA",
            "Wang^XiaoMing=王^小明,胸部王小明",
            "Wang^XiaoMing=王^小明,王",
            "Hong^Gildong=洪^吉洞=홍^길동,홍길동",
            "Kim^X=金^鎬,金鎬"
        })
        void areFoundAgain(String name, String text) {
            assertThat(echo.addPatientName(name)).isTrue();

            assertThat(echo.isInText(text)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "Wu^Li,Lithium wurst",
            "Lee^Ann,sleeve annotated",
            "de la Cruz^Maria,Service de la Radiologie",
            "van der Berg^Jan,Van de Graaff",
            "X^Y,X-ray Y axis",
            "Anonymous^Patient,anonymous",
            "Quackenbush^Zephyrine^^Dr^MD,Dr. MD",
            "White^Mary,White",
            "Chest^Mary,CHEST",
            "Hu^Li,HU",
            "山田^太郎,山口太一",
            "Kim=김^철수,김포"
        })
        void areNotSeenInWhatIsNone(String name, String text) {
            echo.addPatientName(name);

            assertThat(echo.isInText(text)).isFalse();
        }

        @Test
        void ofTwoLettersAreNoCodes() {
            echo.addPatientName("Pa^Ax");

            assertThat(echo.isInCode("PA")).isFalse();
            assertThat(echo.isInCode("MIXED AX")).isFalse();
            assertThat(echo.isInText("mixed Ax")).isTrue();
        }

        @Test
        void ofOneLetterAreCountedAndNotLookedFor() {
            assertThat(echo.addPatientName("X")).isFalse();
            assertThat(echo.addPatientName("")).isTrue();
            assertThat(echo.addPatientName("Wu^Li")).isTrue();
            assertThat(echo.isInText("X")).isFalse();
        }

        @Test
        void ofOthersCountFromThreeLettersOn() {
            echo.addPerson("CT^Vandersloot");

            assertThat(echo.isInText("a CT scanner")).isFalse();
            assertThat(echo.isInText("seen by vandersloot")).isTrue();
        }

        @Test
        void ofStreetsAreWordsThatFewHave() {
            echo.addPlace("7 Larkspur Lane, 02139 Cambridgeton");

            assertThat(echo.isInText("lives in Larkspur")).isTrue();
            assertThat(echo.isInText("two lane street")).isFalse();
        }
    }

    @Nested
    class Ids {
        @ParameterizedTest
        @CsvSource({
            "MRN7731904,see mrn-773 1904",
            "MRN7731904,7731904",
            "0007731904,no 7731904",
            "7731904,000 7731904 x",
            "AB12,xAB12y",
            "4711,room 4711",
            "007,agent 007",
            "A7,bed A7",
            "ACC-2014-00917,ACC201400917",
            "٧٧٣١٩٠٤,7731904"
        })
        void areFoundInText(String id, String text) {
            assertThat(echo.addPatientId(id)).isTrue();

            assertThat(echo.isInText(text)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"1,version 1", "12,VB 12", "1,1", "A7,A70", "007,1007", "4711,47 11", "F,F"})
        void thatAreShortEmptyNothing(String id, String text) {
            echo.addPatientId(id);

            assertThat(echo.isInText(text)).isFalse();
        }

        @Test
        void thatAreTooShortAreCounted() {
            assertThat(echo.addPatientId("1")).isFalse();
            assertThat(echo.addPatientId("12")).isFalse();
            assertThat(echo.addPatientId("A7")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "73915551",
                    "+73915551",
                    "73915551.0",
                    "7.3915551E7",
                    "0.73915551",
                    "173915551",
                    "00073915551",
                    "-73915551",
                    "7391555.1"
                })
        void areFoundInNumbers(String number) {
            echo.addPatientId("73915551");

            assertThat(echo.isInMeasure(number)).isTrue();
        }

        @Test
        void ofFourDigitsTellInNumbersThatCountAndNotInMeasures() {
            echo.addPatientId("1024");

            assertThat(echo.isInOrdinal("1024")).isTrue();
            assertThat(echo.isInMeasure("-1024")).isFalse();
            assertThat(echo.isInMeasure("1024.0")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.703125", "512", "-1024", "120", "1.5", "73915.2", "1E2", "", "73915", "-193.140523"})
        void areNotSeenInOtherMeasures(String number) {
            echo.addPatientId("7391555");
            echo.addDay(LocalDate.of(2014, 5, 23));

            assertThat(echo.isInMeasure(number)).isFalse();
        }

        @Test
        void areFoundInUids() {
            echo.addPatientId("73915551");
            echo.addUid("1.2.826.0.1.3680043.9.7331.1");
            echo.addDay(LocalDate.of(2012, 1, 1));

            assertThat(echo.isInUid("1.2.3.73915551.4")).isTrue();
            assertThat(echo.isInUid("1.2.826.0.1.3680043.9.7331.1.5")).isTrue();
            assertThat(echo.isInUid("1.2.20120101.1")).isTrue();
            assertThat(echo.isInUid("1.2.840.10008.5.1.4.1.1.12.1")).isFalse();
            assertThat(echo.isInMeasure("7331")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"call 555-0199-7431", "+1 (555) 0199 7431", "01997431", "5550199743100"})
        void ofTelephonesAreTheirLastDigits(String text) {
            echo.addTelephone("555-0199-7431");

            assertThat(echo.isInText(text)).isTrue();
        }
    }

    @Nested
    class Days {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "19610203",
                    "03021961",
                    "02031961",
                    "born 03.02.1961",
                    "02/03/1961",
                    "1961-02-03",
                    "1961.2.3",
                    "3/2/61",
                    "61-02-03",
                    "610203",
                    "030261",
                    "3 Feb 1961",
                    "03FEB1961",
                    "Feb 3, 1961",
                    "February 3rd 1961",
                    "3rd of February, 1961",
                    "3. Februar 1961",
                    "3 février 1961",
                    "3 de febrero de 1961",
                    "1961 Feb 3",
                    "3-Feb-61",
                    "1961年2月3日",
                    "昭和36年2月3日",
                    "S36.2.3",
                    "3/2/2504",
                    "１９６１０２０３",
                    "x19610203y",
                    "20190405T19610203",
                    "Feb 1961",
                    "02/1961",
                    "1961-02",
                    "1961년 2월 3일",
                    "3021961"
                })
        void ofBirthAreFoundInEveryOrder(String text) {
            echo.addBirth(LocalDate.of(1961, 2, 3));

            assertThat(echo.isInText(text)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1961",
                    "4.3.1961",
                    "3.2",
                    "19610204",
                    "VB 2.3",
                    "3.2.1",
                    "Feb 3",
                    "syngo MR 2004A",
                    "0203",
                    "1.2.3.4.5",
                    "61.2",
                    "3 Mar 1961",
                    "mar 3"
                })
        void areNotSeenInOtherNumbers(String text) {
            echo.addBirth(LocalDate.of(1961, 2, 3));

            assertThat(echo.isInText(text)).isFalse();
        }

        @Test
        void ofStudiesTellByTheDayAndNotByTheMonth() {
            echo.addDay(LocalDate.of(2019, 4, 5));

            assertThat(echo.isInText("20190405")).isTrue();
            assertThat(echo.isInText("release 2019-04")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"19610203", "3021961", "3021961.0", "03021961", "0.19610203", "610203"})
        void areFoundInNumbers(String number) {
            echo.addBirth(LocalDate.of(1961, 2, 3));

            assertThat(echo.isInMeasure(number)).isTrue();
        }
    }

    @Nested
    class Times {
        @ParameterizedTest
        @ValueSource(strings = {"131415", "at 13:14:15", "1:14:15 PM", "131415.123", "13.14.15"})
        void areFoundToTheSecond(String text) {
            echo.addTime("131415.000000");

            assertThat(echo.isInText(text)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"13:14", "131416", "1.13.14.1", "1:14:15 AM", "1314150"})
        void areNotSeenInOthers(String text) {
            echo.addTime("131415");

            assertThat(echo.isInText(text)).isFalse();
        }

        @Test
        void ofWholeMinutesTellNothing() {
            echo.addTime("120000");

            assertThat(echo.isInMeasure("120000")).isFalse();
        }
    }

    @Nested
    class OtherWritings {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "12 345",
                    "CT 12 345 x",
                    "CT5 99-88-77",
                    "14h35m27",
                    "29 марта 1947",
                    "1947-088",
                    "1947088",
                    "site Morgenrot",
                    "ΠΑΠΑΔΟΠΟΥΛΟΣ"
                })
        void areFound(String text) {
            fill();
            assertThat(echo.isInText(text)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"12 346", "99-88-78", "14h35m28", "30 июня 1947", "1947-089", "Klinikum", "Medical"})
        void areNotSeenInWhatIsNone(String text) {
            fill();
            assertThat(echo.isInText(text)).isFalse();
        }

        @Test
        void theNumberOfAnIdWithALetterCountsInSeries() {
            fill();
            assertThat(echo.isInOrdinal("4711")).isTrue();
            assertThat(echo.isInMeasure("4711")).isFalse();
            assertThat(echo.isInOrdinal("1001")).isFalse();
        }

        private void fill() {
            echo.addPatientId("PAT12345");
            echo.addId("ACC998877");
            echo.addId("S4711");
            echo.addId("1001");
            echo.addTime("143527");
            echo.addBirth(LocalDate.of(1947, 3, 29));
            echo.addInstitution("Klinikum Morgenrot Medical");
            echo.addPatientName("Παπαδόπουλος^Γιώργος");
        }
    }
}
