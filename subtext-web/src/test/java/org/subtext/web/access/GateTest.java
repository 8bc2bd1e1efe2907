package org.subtext.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.web.access.Gate.Asked;
import org.subtext.web.access.Gate.Refusal;

class GateTest {
    private static final int PORT = 7801;

    private final Moments clock = new Moments();
    private final Pass pass = new Pass(clock);
    private final Gate gate = new Gate(pass, false);
    private final String cookie = pass.exchange(pass.code()).orElseThrow();

    /** A clock that goes when it is told to. */
    private static final class Moments extends Clock {
        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Asked asked(@Nullable String host, @Nullable String origin, @Nullable String site) {
        return new Asked(PORT, "GET", host, origin, site, OptionalLong.empty(), false, cookie);
    }

    private Asked own() {
        return asked("127.0.0.1:" + PORT, null, "same-origin");
    }

    @Test
    void theOwnPageIsAnswered() {
        assertThat(gate.refuses(own())).isEmpty();
        assertThat(gate.refuses(asked("LOCALHOST:7801", "http://localhost:7801", "none")))
                .isEmpty();
        assertThat(gate.refuses(asked("[::1]:7801", "http://[::1]:7801", null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:7801",
                "127.0.0.1",
                "127.0.0.1:7802",
                "127.0.0.1:7801.evil.example",
                "localhost.evil.example:7801",
                "0.0.0.0:7801",
                ""
            })
    void aForeignHostIsMisdirected(String host) {
        assertThat(gate.refuses(asked(host, null, null))).contains(Refusal.MISDIRECTED);
        assertThat(gate.refusesStranger(asked(host, null, null))).contains(Refusal.MISDIRECTED);
    }

    @Test
    void noHostIsMisdirected() {
        assertThat(gate.refuses(asked(null, null, null))).contains(Refusal.MISDIRECTED);
        assertThat(Refusal.MISDIRECTED.status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://127.0.0.1:7801",
                "http://127.0.0.1:7802",
                "http://127.0.0.1:7801.evil.example",
                "null",
                ""
            })
    void aForeignOriginIsForbidden(String origin) {
        assertThat(gate.refuses(asked("127.0.0.1:7801", origin, null))).contains(Refusal.FOREIGN);
        assertThat(Refusal.FOREIGN.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void whatAnotherSiteBeganIsForbidden(String site) {
        assertThat(gate.refuses(asked("127.0.0.1:7801", null, site))).contains(Refusal.FOREIGN);
    }

    @Test
    void aWrongCookieIsUnknown() {
        Asked none = new Asked(PORT, "GET", "127.0.0.1:7801", null, null, OptionalLong.empty(), false, null);
        Asked wrong = new Asked(PORT, "GET", "127.0.0.1:7801", null, null, OptionalLong.empty(), false, cookie + "x");
        Asked code = new Asked(PORT, "GET", "127.0.0.1:7801", null, null, OptionalLong.empty(), false, pass.code());
        assertThat(gate.refuses(none)).contains(Refusal.UNKNOWN);
        assertThat(gate.refuses(wrong)).contains(Refusal.UNKNOWN);
        assertThat(gate.refuses(code)).contains(Refusal.UNKNOWN);
        assertThat(gate.refusesStranger(none)).isEmpty();
        assertThat(Refusal.UNKNOWN.status()).isEqualTo(401);
    }

    @Test
    void theCookieHoldsTwelveHours() {
        clock.pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(gate.refuses(own())).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(gate.refuses(own())).contains(Refusal.UNKNOWN);
    }

    @Test
    void nothingButReadingIsAllowed() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"}) {
            Asked asked = new Asked(PORT, method, "127.0.0.1:7801", null, null, OptionalLong.empty(), false, cookie);
            assertThat(gate.refuses(asked)).as(method).contains(Refusal.WRITING);
        }
    }

    @Test
    void aLargeBodyIsRefusedBeforeItIsRead() {
        Asked large = new Asked(
                PORT, "GET", "127.0.0.1:7801", null, null, OptionalLong.of(Gate.LARGEST_BODY + 1), false, cookie);
        Asked endless = new Asked(PORT, "GET", "127.0.0.1:7801", null, null, OptionalLong.empty(), true, cookie);
        assertThat(gate.refuses(large)).contains(Refusal.TOO_LARGE);
        assertThat(gate.refuses(endless)).contains(Refusal.TOO_LARGE);
    }

    @Test
    void aCodeIsGoodOnce() {
        Pass other = new Pass(clock);
        assertThat(other.exchange("")).isEmpty();
        assertThat(other.exchange(null)).isEmpty();
        assertThat(other.exchange(pass.code())).isEmpty();
        assertThat(other.exchange(other.code())).hasValueSatisfying(given -> {
            assertThat(given).isNotEqualTo(other.code());
            assertThat(other.admits(given)).isTrue();
        });
        assertThat(other.exchange(other.code())).isEmpty();
    }

    @Test
    void codesAreLongAndNeverTheSame() {
        assertThat(pass.code()).hasSize(43).matches("[\\w-]+");
        assertThat(new Pass(clock).code()).isNotEqualTo(pass.code());
    }
}
