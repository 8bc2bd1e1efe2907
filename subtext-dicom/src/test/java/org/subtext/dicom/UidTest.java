package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class UidTest {
    /** Python 3: int(hashlib.sha256(b"abc").hexdigest()[:32], 16), bits 76-79 set to 8 and 62-63 to 2. */
    @Test
    void theUidOfATextIsThatOfItsHash() {
        assertThat(Uid.ofText("abc")).isEqualTo("2.25.247859944228867097191300499870369849891");
        assertThatIllegalArgumentException().isThrownBy(() -> Uid.ofHash(new byte[15]));
    }

    @Seeds(50)
    void everyHashIsAUuidOfVersionEight(SplittableRandom random) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        String uid = Uid.ofHash(hash);
        assertThat(Uid.isValid(uid)).isTrue();
        assertThat(uid).startsWith("2.25.").hasSizeLessThanOrEqualTo(44);
        BigInteger number = new BigInteger(uid.substring(5));
        UUID uuid = new UUID(number.shiftRight(64).longValue(), number.longValue());
        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void whatIsNoUidIsTold() {
        assertThat(Uid.isValid("1.2.840.10008.1.2")).isTrue();
        for (String wrong : new String[] {"", ".", "1..2", "1.2.", "1.2/3", "1." + "2".repeat(63), "1.2\\3.4"}) {
            assertThat(Uid.isValid(wrong)).as(wrong).isFalse();
        }
    }
}
