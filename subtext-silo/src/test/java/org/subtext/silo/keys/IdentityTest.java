package org.subtext.silo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;

class IdentityTest {
    private static final byte[] TEXT = "forty two".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BOUND = "round 1".getBytes(StandardCharsets.UTF_8);

    private final Identity north = Identity.make(new PartyName("north-clinic"));
    private final Identity south = Identity.make(new PartyName("south-clinic"));

    @Test
    void whatIsSealedIsOpenedByItsRecipientOnly() {
        byte[] sealed = Seal.seal(north.known(), TEXT, BOUND);
        assertThat(sealed).hasSize(TEXT.length + Seal.OVERHEAD);
        assertThat(north.open(sealed, BOUND)).contains(TEXT);
        assertThat(south.open(sealed, BOUND)).isEmpty();
        assertThat(north.open(sealed, TEXT)).isEmpty();
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] sealed = Seal.seal(north.known(), TEXT, BOUND);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(north.open(changed, BOUND)).as("byte %s", i).isEmpty();
        }
        // A point of small order gives everybody the same secret.
        assertThat(north.open(new byte[sealed.length], BOUND)).isEmpty();
        assertThat(north.open(new byte[3], BOUND)).isEmpty();
    }

    @Test
    void signaturesAreTheOwnersOnly() {
        byte[] signature = north.sign(TEXT);
        assertThat(north.known().hasSigned(TEXT, signature)).isTrue();
        assertThat(south.known().hasSigned(TEXT, signature)).isFalse();
        assertThat(north.known().hasSigned(BOUND, signature)).isFalse();
        assertThat(north.known().hasSigned(TEXT, new byte[5])).isFalse();
    }

    @Test
    void keysAreReadAsTheyWereWrittenAndReadableByNobodyElse(@TempDir Path folder) throws Exception {
        Path own = folder.resolve("north");
        north.save(own);
        Identity read = Identity.read(own);
        assertThat(read.known()).isEqualTo(north.known());
        assertThat(read.open(Seal.seal(north.known(), TEXT, BOUND), BOUND)).contains(TEXT);
        Path file = own.resolve("identity.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> south.save(own)).hasMessageContaining("already");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Identity.read(own))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aChangedFileIsDamagedAndNotAnotherIdentity(@TempDir Path folder) throws Exception {
        north.save(folder);
        Path file = folder.resolve("identity.key");
        String text = Files.readString(file);
        Files.writeString(
                file, text.replace(north.known().signing(), south.known().signing()));
        assertThatThrownBy(() -> Identity.read(folder)).hasMessageContaining("damaged");
    }

    @Test
    void fingerprintsTellNameAndBothKeys() {
        PublicIdentity known = north.known();
        assertThat(known.fingerprint()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
        assertThat(new PublicIdentity(new PartyName("north-clinics"), known.signing(), known.sealing()).fingerprint())
                .isNotEqualTo(known.fingerprint());
        assertThat(new PublicIdentity(known.name(), known.sealing(), known.signing()).fingerprint())
                .isNotEqualTo(known.fingerprint());
    }

    @Test
    void namesAreWhatFilesAndCertificatesTakeAsTheyAre() {
        for (String bad : new String[] {"", "a", "North", "north clinic", "../x", "-n", "n-", "n--x", "n,CN=x", "é1"}) {
            assertThatThrownBy(() -> new PartyName(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new PartyName("north-clinic-2")).hasToString("north-clinic-2");
    }
}
