package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /** Python 3.11.7: hmac.new(bytes(range(32)), b"patient\0P-17", "sha256").hexdigest(). */
    @Test
    void itIsTheHmacOfPurposeAndValue() {
        assertThat(KeyedHash.ofHex(KEY).hex("patient", "P-17", 64))
                .isEqualTo("9abac8c816f759adae53705972378f57dd81e1be90097eb974e3b08f046f1a90");
    }

    @Test
    void anotherPurposeOrKeyGivesAnotherHash() {
        KeyedHash hash = KeyedHash.ofHex(KEY);

        assertThat(hash.hex("study", "P-17", 64)).isNotEqualTo(hash.hex("patient", "P-17", 64));
        assertThat(KeyedHash.ofHex(KeyedHash.newKey()).hex("patient", "P-17", 64))
                .isNotEqualTo(hash.hex("patient", "P-17", 64));
        assertThat(KeyedHash.newKey()).matches("[0-9a-f]{64}").isNotEqualTo(KeyedHash.newKey());
    }

    @Test
    void ofManyTextsEachIsHashedAsByItself() {
        KeyedHash salt = KeyedHash.ofHex(KeyedHash.newKey());
        Function<String, byte[]> many = salt.ofMany("patient");
        for (String text : List.of("p1", "", "p2", "p1", "ü")) {
            assertThat(many.apply(text)).isEqualTo(salt.digest("patient", text));
        }
    }
}
