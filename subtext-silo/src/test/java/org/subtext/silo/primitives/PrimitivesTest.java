package org.subtext.silo.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.ShortBufferException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published vectors of the RFCs, recomputed with the Python package cryptography 50.0.2: {@code silos.json}. */
class PrimitivesTest {
    private static JsonNode vectors;

    @BeforeAll
    static void read() throws IOException {
        vectors = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("cryptography");
    }

    private static byte[] hex(JsonNode node, String name) {
        return HexFormat.of().parseHex(node.get(name).asString());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void twoPartiesAgree() {
        JsonNode v = vectors.get("x25519_rfc7748_6_1");
        assertThat(X25519.publicOf(hex(v, "alice_private"))).isEqualTo(hex(v, "alice_public"));
        assertThat(X25519.publicOf(hex(v, "bob_private"))).isEqualTo(hex(v, "bob_public"));
        assertThat(X25519.agree(hex(v, "alice_private"), hex(v, "bob_public"))).isEqualTo(hex(v, "shared"));
        assertThat(X25519.agree(hex(v, "bob_private"), hex(v, "alice_public"))).isEqualTo(hex(v, "shared"));
    }

    @Test
    void multiplicationOnTheCurveAsPublished() {
        JsonNode block = vectors.get("x25519_rfc7748_5_2");
        for (JsonNode v : block.get("vectors")) {
            assertThat(X25519.agree(hex(v, "scalar"), hex(v, "u"))).isEqualTo(hex(v, "output"));
        }
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = k;
        for (int i = 1; i <= 1000; i++) {
            byte[] next = X25519.agree(k, u);
            u = k;
            k = next;
            if (i == 1 || i == 1000) {
                assertThat(hex(k))
                        .isEqualTo(block.get("iterated").get(String.valueOf(i)).asString());
            }
        }
    }

    @Test
    void pointsOfSmallOrderAreRefused() {
        // RFC 7748 section 6.1 asks for the check; the points are those of order 1, 2, 4 and 8.
        for (String point : new String[] {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
        }) {
            byte[] secret = Randomness.ofTheSystem().bytes(32);
            assertThatThrownBy(() -> X25519.agree(secret, HexFormat.of().parseHex(point)))
                    .as(point)
                    .isInstanceOf(BadKeyException.class);
            assertThat(X25519.isProper(HexFormat.of().parseHex(point))).isFalse();
        }
        assertThat(X25519.isProper(X25519.publicOf(Randomness.ofTheSystem().bytes(32))))
                .isTrue();
    }

    @Test
    void anotherSpellingOfAKeyIsSeen() {
        byte[] key = X25519.publicOf(Randomness.ofTheSystem().bytes(32));
        assertThat(X25519.isCanonical(key)).isTrue();
        byte[] withTopBit = key.clone();
        withTopBit[31] |= (byte) 0x80;
        assertThat(X25519.isCanonical(withTopBit)).isFalse();
        byte[] prime = new byte[32];
        Arrays.fill(prime, (byte) 0xff);
        prime[0] = (byte) 0xed;
        prime[31] = 0x7f;
        assertThat(X25519.isCanonical(prime)).isFalse();
        prime[0] = (byte) 0xec;
        assertThat(X25519.isCanonical(prime)).isTrue();
    }

    @Test
    void keysAreDerivedAsPublished() {
        for (JsonNode v : vectors.get("hkdf_sha256_rfc5869")) {
            assertThat(Hkdf.derive(
                            hex(v, "ikm"),
                            hex(v, "salt"),
                            hex(v, "info"),
                            v.get("length").asInt()))
                    .isEqualTo(hex(v, "okm"));
        }
    }

    @Test
    void streamAsPublished() throws ShortBufferException {
        JsonNode v = vectors.get("chacha20_rfc8439_2_4_2");
        byte[] plain = hex(v, "plaintext");
        byte[] out = new byte[plain.length];
        ChaCha20.stream(hex(v, "key"), hex(v, "nonce"), v.get("counter").asInt())
                .update(plain, 0, plain.length, out);
        assertThat(out).isEqualTo(hex(v, "ciphertext"));
    }

    @Test
    void sealAsPublishedAndOpenedOnlyUnchanged() {
        JsonNode v = vectors.get("chacha20_poly1305_rfc8439_2_8_2");
        byte[] key = hex(v, "key");
        byte[] nonce = hex(v, "nonce");
        byte[] context = hex(v, "aad");
        byte[] sealed = ChaCha20.seal(key, nonce, context, hex(v, "plaintext"));
        assertThat(hex(sealed))
                .isEqualTo(v.get("ciphertext").asString() + v.get("tag").asString());
        assertThat(ChaCha20.open(key, nonce, context, sealed).orElseThrow()).isEqualTo(hex(v, "plaintext"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(ChaCha20.open(key, nonce, context, changed)).isEmpty();
        }
        assertThat(ChaCha20.open(key, nonce, new byte[12], sealed)).isEmpty();
        assertThat(ChaCha20.open(key, nonce, context, new byte[15])).isEmpty();
    }

    @Test
    void signaturesAsPublished() {
        for (JsonNode v : vectors.get("ed25519_rfc8032")) {
            byte[] message = hex(v, "message");
            assertThat(hex(Ed25519.sign(hex(v, "private"), message)))
                    .isEqualTo(v.get("signature").asString());
            assertThat(Ed25519.verifies(hex(v, "public"), message, hex(v, "signature")))
                    .isTrue();
        }
    }

    @Seeds(20)
    void whatNobodySignedDoesNotVerify(SplittableRandom random) {
        JsonNode v = vectors.get("ed25519_rfc8032").get(1);
        byte[] signature = hex(v, "signature");
        byte[] key = hex(v, "public");
        byte[] message = hex(v, "message");
        byte[][] all = {key, message, signature};
        byte[] changed = all[random.nextInt(3)];
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(Ed25519.verifies(key, message, signature)).isFalse();
        assertThat(Ed25519.verifies(new byte[3], message, signature)).isFalse();
        assertThat(Ed25519.verifies(key, message, new byte[3])).isFalse();
    }
}
