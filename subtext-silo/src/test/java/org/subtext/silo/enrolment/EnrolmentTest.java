package org.subtext.silo.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;

class EnrolmentTest {
    private static final URI ADDRESS = URI.create("https://centre.example.org");
    private static final PartyName NORTH = new PartyName("north");
    private static final Instant NOW = Instant.now();

    private final Identity coordinator = Identity.make(CoordinatorCard.NAME);
    private final Identity north = Identity.make(NORTH);

    @TempDir
    private Path folder;

    private Path centre = Path.of("");
    private Path site = Path.of("");

    @BeforeEach
    void folders() {
        centre = folder.resolve("centre");
        site = folder.resolve("site");
    }

    private Authority authority() throws Exception {
        return Authority.make(centre, coordinator, "127.0.0.1", NOW);
    }

    @Test
    void anInvitedSiteGetsACertificateThatTheJdkTakes() throws Exception {
        Authority authority = authority();
        Invitation invitation = authority.invite(NORTH, ADDRESS, NOW);
        Enrolment enrolment = Enrolment.by(invitation, north);
        TlsKeys keys = enrolment.take(authority.enrol(enrolment.request(), NOW).bytes(), site);

        validate(keys.own(), authority.certificate());
        validate(TlsKeys.read(centre).own(), authority.certificate());
        assertThat(keys.own().getSubjectX500Principal().getName()).isEqualTo("CN=north");
        assertThat(keys.own().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(keys.own().getNotAfter().toInstant()).isBefore(NOW.plus(Duration.ofDays(366)));
        assertThat(TlsKeys.read(centre).own().getSubjectAlternativeNames()).hasToString("[[7, 127.0.0.1]]");
        assertThat(authority.isCurrent(NORTH, keys.own())).isTrue();
        assertThat(authority.register().party(NORTH).orElseThrow().identity()).isEqualTo(north.known());
        assertThat(CoordinatorCard.read(site).fingerprint())
                .isEqualTo(invitation.coordinator().fingerprint());
        assertThat(TlsKeys.read(site).own()).isEqualTo(keys.own());
        for (Path file : List.of(centre.resolve("authority.key"), centre.resolve("tls.key"), site.resolve("tls.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file.getFileName())
                    .isEqualTo("rw-------");
        }
    }

    private static void validate(X509Certificate own, X509Certificate authority) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(own)), parameters);
    }

    @Test
    void aRequestIsWhatOpensslTakes() throws Exception {
        Path file = folder.resolve("request.pem");
        KeyPair keys = TlsKeys.newKeys();
        byte[] request = Certificates.request(NORTH, keys);
        assertThat(Certificates.isRequestOf(NORTH, keys.getPublic(), request)).isTrue();
        assertThat(Certificates.isRequestOf(new PartyName("south"), keys.getPublic(), request))
                .isFalse();
        assertThat(Certificates.isRequestOf(NORTH, TlsKeys.newKeys().getPublic(), request))
                .isFalse();
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")));
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE REQUEST-----\n"
                        + Base64.getMimeEncoder().encodeToString(request) + "\n-----END CERTIFICATE REQUEST-----\n");
        Process openssl = new ProcessBuilder("openssl", "req", "-in", file.toString(), "-verify", "-noout", "-subject")
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("CN ?= ?north");
    }

    @Test
    void aTokenIsGoodOnceForItsNameAndADay() throws Exception {
        Authority authority = authority();
        Invitation invitation = authority.invite(NORTH, ADDRESS, NOW);
        assertThat(Files.readString(centre.resolve("tokens.txt"))).doesNotContain(invitation.token());
        byte[] request = Enrolment.by(invitation, north).request();
        assertThatThrownBy(() -> authority.enrol(request, NOW.plus(Duration.ofHours(25))))
                .isInstanceOf(RefusedEnrolment.class)
                .hasMessageContaining("good until");
        Identity south = Identity.make(new PartyName("south"));
        Invitation taken =
                new Invitation(south.name(), invitation.token(), invitation.expires(), invitation.coordinator());
        assertThatThrownBy(() -> authority.enrol(Enrolment.by(taken, south).request(), NOW))
                .hasMessageContaining("none that was made for this name");
        authority.enrol(request, NOW);
        assertThatThrownBy(() -> authority.enrol(request, NOW)).hasMessageContaining("used before");
        assertThatThrownBy(() -> Enrolment.by(invitation, south)).hasMessageContaining("is for \"north\"");
        assertThatThrownBy(() -> authority.invite(CoordinatorCard.NAME, ADDRESS, NOW))
                .hasMessageContaining("coordinator's name");
    }

    @Test
    void aRequestForAnotherCoordinatorOrOfAnotherVersionIsRefused() throws Exception {
        Authority authority = authority();
        Identity other = Identity.make(CoordinatorCard.NAME);
        Invitation invitation = authority.invite(NORTH, ADDRESS, NOW);
        CoordinatorCard card = new CoordinatorCard(ADDRESS, other.known(), authority.certificate());
        byte[] astray = Enrolment.by(new Invitation(NORTH, invitation.token(), invitation.expires(), card), north)
                .request();
        assertThatThrownBy(() -> authority.enrol(astray, NOW)).hasMessageContaining("not sealed for this coordinator");
        assertThatThrownBy(() -> authority.enrol(new byte[500], NOW)).isInstanceOf(RefusedEnrolment.class);
    }

    @Test
    void aFingerprintThatWasMisheardStopsEverything() throws Exception {
        Path file = folder.resolve("north.invitation");
        Invitation invitation = authority().invite(NORTH, ADDRESS, NOW);
        invitation.write(file);
        String heard = invitation.coordinator().fingerprint();
        assertThat(Invitation.read(
                                file, heard.toUpperCase(java.util.Locale.ROOT).replace(" ", "-"), NOW)
                        .site())
                .isEqualTo(NORTH);
        assertThatThrownBy(() -> Invitation.read(file, heard.substring(5), NOW)).hasMessageContaining("misheard");
        assertThatThrownBy(() -> Invitation.read(file, heard, NOW.plus(Duration.ofDays(2))))
                .hasMessageContaining("good until");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> Invitation.read(file, heard, NOW)).hasMessageContaining("no invitation");
    }

    @Test
    void anAnswerOfSomebodyElseIsNotTaken() throws Exception {
        Authority authority = authority();
        Enrolment enrolment = Enrolment.by(authority.invite(NORTH, ADDRESS, NOW), north);
        Envelope answer = authority.enrol(enrolment.request(), NOW);
        Identity impostor = Identity.make(CoordinatorCard.NAME);
        Envelope forged = Envelope.close(impostor, north.known(), answer.header(), new byte[10]);
        assertThatThrownBy(() -> enrolment.take(forged.bytes(), site)).isInstanceOf(RefusedEnvelope.class);
        // Asked with another key of the same site.
        Enrolment later = Enrolment.by(authority.invite(NORTH, ADDRESS, NOW), north);
        assertThatThrownBy(() -> later.take(answer.bytes(), site)).isInstanceOf(RefusedEnvelope.class);
    }

    @Test
    void renewalRevokesTheOldCertificateAndRevocationTheLast() throws Exception {
        Authority authority = authority();
        Enrolment first = Enrolment.by(authority.invite(NORTH, ADDRESS, NOW), north);
        X509Certificate old =
                first.take(authority.enrol(first.request(), NOW).bytes(), site).own();
        Enrolment second = Enrolment.again(north, CoordinatorCard.read(site));
        X509Certificate young = second.take(
                        authority.renew(second.request(), NOW).bytes(), site)
                .own();
        assertThat(authority.isCurrent(NORTH, old)).isFalse();
        assertThat(authority.isCurrent(NORTH, young)).isTrue();

        Identity lost = Identity.make(NORTH);
        assertThatThrownBy(() -> authority.renew(
                        Enrolment.again(lost, CoordinatorCard.read(site)).request(), NOW))
                .hasMessageContaining("ask for an invitation");

        // As another process, which reads the same files.
        Authority again = Authority.read(centre, coordinator);
        assertThat(again.register().revoke(NORTH, NOW))
                .isEqualTo(young.getSerialNumber().toString(16));
        assertThat(authority.isCurrent(NORTH, young)).isFalse();
        assertThatThrownBy(() -> again.register().revoke(NORTH, NOW)).hasMessageContaining("No site");

        // Keys lost: enrolled anew, under the same name and other keys.
        Enrolment third = Enrolment.by(authority.invite(NORTH, ADDRESS, NOW), lost);
        third.take(authority.enrol(third.request(), NOW).bytes(), folder.resolve("new"));
        assertThat(authority.register().party(NORTH).orElseThrow().identity()).isEqualTo(lost.known());
    }
}
