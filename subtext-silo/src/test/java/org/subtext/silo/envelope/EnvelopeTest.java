package org.subtext.silo.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.silo.envelope.RefusedEnvelope.Reason;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.testing.Seeds;

class EnvelopeTest {
    private static final ContentHash PLAN = ContentHash.ofText("a plan");
    private static final byte[] CONTENT = "sums".getBytes(StandardCharsets.UTF_8);
    private static final Identity NORTH = Identity.make(new PartyName("north"));
    private static final Identity SOUTH = Identity.make(new PartyName("south"));
    private static final Identity CENTRE = Identity.make(new PartyName("centre"));

    private static Header header(long sequence) {
        return new Header(PLAN, 1, 2, NORTH.name(), CENTRE.name(), "masked-vector", sequence);
    }

    private static Envelope envelope(long sequence) {
        return Envelope.close(NORTH, CENTRE.known(), header(sequence), CONTENT);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedEnvelope.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void itsRecipientReadsWhatItsSenderWrote() throws Exception {
        Envelope read = Envelope.read(envelope(7).bytes());
        assertThat(read.header()).isEqualTo(header(7));
        assertThat(read.open(CENTRE, NORTH.known())).isEqualTo(CONTENT);
    }

    @Test
    void anEnvelopeForSomebodyElseIsRefused() throws Exception {
        Envelope read = Envelope.read(envelope(7).bytes());
        refused(Reason.ANOTHER_RECIPIENT, () -> read.open(SOUTH, NORTH.known()));
        // A party of the same name that lost its keys and has new ones.
        refused(Reason.NOT_OPENED, () -> read.open(Identity.make(new PartyName("centre")), NORTH.known()));
    }

    @Test
    void aForgedSenderIsRefused() throws Exception {
        Envelope read = Envelope.read(envelope(7).bytes());
        refused(Reason.FORGED, () -> read.open(CENTRE, SOUTH.known()));
        Identity impostor = Identity.make(new PartyName("north"));
        Envelope forged = Envelope.close(impostor, CENTRE.known(), header(7), CONTENT);
        refused(Reason.FORGED, () -> Envelope.read(forged.bytes()).open(CENTRE, NORTH.known()));
    }

    @Test
    void everyChangedByteIsRefused() {
        byte[] bytes = envelope(7).bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Envelope.read(changed).open(CENTRE, NORTH.known()))
                    .as("byte %s", i)
                    .isInstanceOf(RefusedEnvelope.class);
        }
    }

    @Seeds(50)
    void bytesOfAnyKindAreRefusedInWords(SplittableRandom random) {
        byte[] bytes = envelope(7).bytes();
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> Envelope.read(cut).requireFrom(NORTH.known())).isInstanceOf(RefusedEnvelope.class);
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        refused(Reason.NO_ENVELOPE, () -> Envelope.read(noise));
        byte[] dressed = ("subtext-silo envelope 1\n" + "x".repeat(random.nextInt(9)) + "\n\n" + "y".repeat(300))
                .getBytes(StandardCharsets.UTF_8);
        refused(Reason.NO_ENVELOPE, () -> Envelope.read(dressed));
    }

    @Test
    void aReplayIsRefusedAlsoAfterARestart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("received");
        Envelope first = envelope(7);
        ReceivedLedger ledger = ReceivedLedger.open(file);
        ledger.take(first);
        refused(Reason.REPLAYED, () -> ledger.take(first));
        ReceivedLedger again = ReceivedLedger.open(file);
        refused(Reason.REPLAYED, () -> again.take(first));
        // Sealed anew, it has other bytes; its number was used.
        refused(Reason.SEQUENCE_USED, () -> again.take(envelope(7)));
        again.take(envelope(8));
    }

    @Test
    void aLineThatAKilledProcessLeftIsDropped(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("received");
        ReceivedLedger.open(file).take(envelope(7));
        Files.writeString(file, "north centre ab", StandardOpenOption.APPEND);
        ReceivedLedger again = ReceivedLedger.open(file);
        again.take(envelope(8));
        assertThat(Files.readAllLines(file)).hasSize(2);
        refused(Reason.SEQUENCE_USED, () -> ReceivedLedger.open(file).take(envelope(8)));
        Files.writeString(file, "a line\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ReceivedLedger.open(file)).hasMessageContaining("damaged");
    }
}
