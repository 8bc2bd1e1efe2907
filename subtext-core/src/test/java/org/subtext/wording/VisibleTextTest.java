package org.subtext.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatATerminalObeysIsSeen() {
        assertThat(VisibleText.of("a\u001b[31mb\u009b2J\u0007\r\u007f"))
                .isEqualTo("a\\u001b[31mb\\u009b2J\\u0007\\u000d\\u007f");
        assertThat(VisibleText.of("\u202eetihw\u202c \u2066x\u2069")).isEqualTo("\\u202eetihw\\u202c \\u2066x\\u2069");
    }

    @Test
    void everyControlCharacterButLineFeedAndTabIsSeen() {
        assertThat(IntStream.rangeClosed(0, 0xFFFF)
                        .filter(c -> Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t')
                        .mapToObj(Character::toString))
                .hasSize(63)
                .allSatisfy(letter -> assertThat(VisibleText.of(letter)).matches("\\\\u00[0-9a-f]{2}"));
    }

    @Test
    void whatPeopleWriteStays() {
        for (String text :
                new String[] {"", "a\n\tb", "Müller ❤ 日本 العربية עברית", "क्\u200dष", "👩\u200d⚕️", "█░ − …"}) {
            assertThat(VisibleText.of(text)).isSameAs(text);
        }
    }

    @Test
    void inOneLineLineEndsAreSeenAsWell() {
        assertThat(VisibleText.line("X\nANSWER: none\t\r")).isEqualTo("X\\nANSWER: none\\t\\u000d");
    }
}
