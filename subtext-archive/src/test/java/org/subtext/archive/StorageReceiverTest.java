package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.testing.Seeds;

/** The receiver against bytes laid out by hand after the tables of PS3.8 section 9.3 and PS3.7 section 9.3. */
@Timeout(60)
class StorageReceiverTest {
    private static final int STORE_CONTEXT = 1;
    private static final int ECHO_CONTEXT = 3;

    @TempDir
    Path folder;

    private StorageReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ReceiverPlan plan = new ReceiverPlan(
                loopback,
                0,
                "SUBTEXT",
                folder.resolve("in"),
                Set.of("SENDER"),
                Set.of(),
                2,
                Duration.ofSeconds(1),
                4000);
        receiver = StorageReceiver.start(plan, Progress.SILENT);
    }

    @AfterEach
    void stop() throws IOException {
        receiver.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, int type, byte[] body) throws IOException {
        new Pdu(type, body).write(socket.getOutputStream());
    }

    private static Pdu receive(Socket socket) throws IOException {
        Pdu pdu = Pdu.read(new DataInputStream(socket.getInputStream()), 1 << 20);
        return Objects.requireNonNull(pdu, "an answer, not a closed connection");
    }

    private static byte[] item(int type, byte[]... values) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(value::writeBytes);
        ByteBuffer item = ByteBuffer.allocate(4 + value.size());
        return item.put((byte) type)
                .put((byte) 0)
                .putShort((short) value.size())
                .put(value.toByteArray())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(String called, String calling) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 0, 0});
        out.writeBytes(ascii(String.format("%-16s%-16s", called, calling)));
        out.writeBytes(new byte[32]);
        out.writeBytes(item(0x10, ascii("1.2.840.10008.3.1.1.1")));
        out.writeBytes(item(
                0x20,
                new byte[] {STORE_CONTEXT, 0, 0, 0},
                item(0x30, ascii(TestInstances.SECONDARY_CAPTURE)),
                item(0x40, ascii("1.2.3.4")),
                item(0x40, ascii(TestInstances.EXPLICIT))));
        out.writeBytes(item(
                0x20,
                new byte[] {ECHO_CONTEXT, 0, 0, 0},
                item(0x30, ascii("1.2.840.10008.1.1")),
                item(0x40, ascii("1.2.840.10008.1.2"))));
        // Query: not offered. And storage in a transfer syntax that nobody reads.
        out.writeBytes(item(
                0x20,
                new byte[] {5, 0, 0, 0},
                item(0x30, ascii("1.2.840.10008.5.1.4.1.2.1.1")),
                item(0x40, ascii("1.2.840.10008.1.2"))));
        out.writeBytes(item(
                0x20,
                new byte[] {7, 0, 0, 0},
                item(0x30, ascii("1.2.840.10008.5.1.4.1.1.2")),
                item(0x40, ascii("1.2.3.4"))));
        out.writeBytes(item(0x50, item(0x51, new byte[] {0, 0, 0x40, 0}), item(0x52, ascii("1.2.3"))));
        return out.toByteArray();
    }

    /** As senders do, again while the association before has not quite ended on the other side. */
    private Socket associated() throws IOException {
        for (int i = 0; ; i++) {
            Socket socket = connect();
            send(socket, Pdu.ASSOCIATE_RQ, request("SUBTEXT", "SENDER"));
            int answer = receive(socket).type();
            if (answer == Pdu.ASSOCIATE_AC) {
                return socket;
            }
            socket.close();
            assertThat(answer).isEqualTo(Pdu.ASSOCIATE_RJ);
            assertThat(i).as("times refused as one too many").isLessThan(100);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static byte[] value(int context, int control, byte[] bytes) {
        return ByteBuffer.allocate(6 + bytes.length)
                .putInt(bytes.length + 2)
                .put((byte) context)
                .put((byte) control)
                .put(bytes)
                .array();
    }

    private static byte[] storeCommand(String instance) {
        return Command.encode(Map.of(
                0x0002, ascii(TestInstances.SECONDARY_CAPTURE),
                0x0100, Command.bytes(Command.C_STORE),
                0x0110, Command.bytes(17),
                0x0700, Command.bytes(0),
                0x0800, Command.bytes(1),
                0x1000, ascii(instance)));
    }

    /** Sends an instance, its data set cut into values of 100 bytes, and returns the status. */
    private static int store(Socket socket, String instance, byte[] dataSet) throws IOException {
        send(socket, Pdu.DATA, value(STORE_CONTEXT, 3, storeCommand(instance)));
        for (int at = 0; at < dataSet.length; at += 100) {
            int end = Math.min(dataSet.length, at + 100);
            send(
                    socket,
                    Pdu.DATA,
                    value(STORE_CONTEXT, end == dataSet.length ? 2 : 0, Arrays.copyOfRange(dataSet, at, end)));
        }
        byte[] answer = receive(socket).body();
        assertThat(answer[4]).isEqualTo((byte) STORE_CONTEXT);
        Command response = Command.parse(Arrays.copyOfRange(answer, 6, answer.length));
        assertThat(response.field()).isEqualTo(0x8001);
        assertThat(response.elements().get(0x0120)).isEqualTo(Command.bytes(17));
        byte[] status = Objects.requireNonNull(response.elements().get(0x0900));
        return status[0] & 0xff | (status[1] & 0xff) << 8;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("in"))) {
            return all.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }

    @Test
    void contextsAreAnsweredOneByOne() throws IOException {
        try (Socket socket = connect()) {
            send(socket, Pdu.ASSOCIATE_RQ, request("SUBTEXT", "SENDER"));
            byte[] answer = receive(socket).body();
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            assertThat(text.substring(4, 36)).isEqualTo("SUBTEXT         SENDER          ");
            ByteBuffer items = ByteBuffer.wrap(answer).position(68);
            StringBuilder results = new StringBuilder();
            while (items.hasRemaining()) {
                int type = items.get();
                items.get();
                int length = items.getShort();
                if (type == 0x21) {
                    results.append(items.get(items.position()))
                            .append(':')
                            .append(items.get(items.position() + 2))
                            .append(' ');
                }
                items.position(items.position() + length);
            }
            assertThat(results.toString()).isEqualTo("1:0 3:0 5:3 7:4 ");
            assertThat(text).contains(TestInstances.EXPLICIT).doesNotContain("1.2.3.4");

            send(socket, Pdu.RELEASE_RQ, new byte[4]);
            assertThat(receive(socket).type()).isEqualTo(Pdu.RELEASE_RP);
        }
    }

    @Test
    void anInstanceSentTwiceIsThereOnceAndWhole() throws IOException {
        byte[] dataSet = TestInstances.dataSet(1, 1, 1, "DX");
        try (Socket socket = associated()) {
            assertThat(store(socket, TestInstances.instance(1, 1, 1), dataSet)).isZero();
            assertThat(store(socket, TestInstances.instance(1, 1, 1), dataSet)).isZero();
        }
        assertThat(files()).hasSize(1);
        byte[] file = Files.readAllBytes(files().get(0));
        assertThat(Arrays.copyOfRange(file, file.length - dataSet.length, file.length))
                .isEqualTo(dataSet);
        assertThat(InstanceHeader.read(files().get(0)).sopInstanceUid()).isEqualTo(TestInstances.instance(1, 1, 1));
        assertThat(receiver.tally().storedInstances()).isEqualTo(1);
        assertThat(receiver.tally().repeatedInstances()).isEqualTo(1);
    }

    @Test
    void aDataSetThatIsNotWhatTheCommandSaysIsNotStored() throws IOException {
        try (Socket socket = associated()) {
            assertThat(store(socket, TestInstances.instance(1, 1, 2), TestInstances.dataSet(1, 1, 1, "DX")))
                    .isEqualTo(0xA900);
            assertThat(store(socket, TestInstances.instance(1, 1, 1), new byte[300]))
                    .isEqualTo(0xC000);
            assertThat(store(socket, TestInstances.instance(1, 1, 1), TestInstances.dataSet(1, 1, 1, "DX")))
                    .as("the association goes on")
                    .isZero();
        }
        assertThat(files()).hasSize(1);
        assertThat(receiver.tally().failedInstances()).isEqualTo(2);
    }

    @Test
    void echoIsAnswered() throws IOException {
        try (Socket socket = associated()) {
            byte[] echo = Command.encode(Map.of(
                    0x0002, ascii("1.2.840.10008.1.1\0"),
                    0x0100, Command.bytes(Command.C_ECHO),
                    0x0110, Command.bytes(1),
                    0x0800, Command.bytes(0x0101)));
            // In two values, to see that a command may be cut.
            send(socket, Pdu.DATA, value(ECHO_CONTEXT, 1, Arrays.copyOf(echo, 10)));
            send(socket, Pdu.DATA, value(ECHO_CONTEXT, 3, Arrays.copyOfRange(echo, 10, echo.length)));
            byte[] answer = receive(socket).body();
            Command response = Command.parse(Arrays.copyOfRange(answer, 6, answer.length));
            assertThat(response.field()).isEqualTo(0x8030);
            assertThat(response.elements().get(0x0900)).isEqualTo(new byte[2]);
        }
    }

    @Test
    void strangersAndWrongTitlesAreRejected() throws IOException {
        assertRejected(request("SUBTEXT", "STRANGER"), 3);
        assertRejected(request("OTHER", "SENDER"), 7);
        assertThat(receiver.tally().refusedAssociations()).isEqualTo(2);
    }

    private void assertRejected(byte[] request, int reason) throws IOException {
        try (Socket socket = connect()) {
            send(socket, Pdu.ASSOCIATE_RQ, request);
            Pdu answer = receive(socket);
            assertThat(answer.type()).isEqualTo(Pdu.ASSOCIATE_RJ);
            assertThat(answer.body()).isEqualTo(new byte[] {0, 1, 1, (byte) reason});
        }
    }

    @Test
    void oneAssociationTooManyIsPutOff() throws IOException {
        try (Socket first = associated();
                Socket second = associated();
                Socket third = connect()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            send(third, Pdu.ASSOCIATE_RQ, request("SUBTEXT", "SENDER"));
            assertThat(receive(third).body()).isEqualTo(new byte[] {0, 2, 3, 2});
        }
    }

    @Test
    void hugeLengthsUnknownUnitsAndForeignContextsEndInAbort() throws IOException {
        try (Socket socket = associated()) {
            socket.getOutputStream().write(new byte[] {4, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            assertThat(receive(socket).type()).isEqualTo(Pdu.ABORT);
        }
        try (Socket socket = connect()) {
            socket.getOutputStream().write(new byte[] {1, 0, 0x7f, 0, 0, 0});
            assertThat(receive(socket).type()).isEqualTo(Pdu.ABORT);
        }
        try (Socket socket = associated()) {
            send(socket, Pdu.DATA, value(5, 3, storeCommand("1.2.3")));
            assertThat(receive(socket).type()).isEqualTo(Pdu.ABORT);
        }
        try (Socket socket = associated()) { // more than the 4000 bytes that this receiver takes
            send(socket, Pdu.DATA, value(STORE_CONTEXT, 3, storeCommand("1.2.3")));
            send(socket, Pdu.DATA, value(STORE_CONTEXT, 0, new byte[4001]));
            assertThat(receive(socket).type()).isEqualTo(Pdu.ABORT);
        }
        assertThat(files()).isEmpty();
        assertThat(folder.resolve("in/.subtext-archive/partial")).isEmptyDirectory();
    }

    @Test
    void halfAnInstanceIsNotKept() throws Exception {
        try (Socket socket = associated()) {
            send(socket, Pdu.DATA, value(STORE_CONTEXT, 3, storeCommand(TestInstances.instance(1, 1, 1))));
            send(socket, Pdu.DATA, value(STORE_CONTEXT, 0, Arrays.copyOf(TestInstances.dataSet(1, 1, 1, "DX"), 600)));
        }
        try (Socket silent = associated()) { // given up after a second
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(files()).isEmpty();
        assertThat(folder.resolve("in/.subtext-archive/partial")).isEmptyDirectory();
    }

    @Seeds(30)
    void brokenBytesNeverBreakTheReceiver(SplittableRandom random) throws IOException {
        byte[] request = request("SUBTEXT", "SENDER");
        for (int i = 0; i < 3; i++) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        byte[] store = value(STORE_CONTEXT, 3, storeCommand("1.2.3"));
        store[random.nextInt(store.length)] = (byte) random.nextInt(256);
        try (Socket socket = connect()) {
            send(socket, Pdu.ASSOCIATE_RQ, request);
            send(socket, Pdu.DATA, store);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException e) {
            // The receiver may hang up in the middle.
        }
        try (Socket socket = associated()) {
            send(socket, Pdu.RELEASE_RQ, new byte[4]);
            assertThat(receive(socket).type()).isEqualTo(Pdu.RELEASE_RP);
        }
    }

    @Test
    void listeningToOthersNeedsAListOfThem() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        ReceiverPlan here = ReceiverPlan.onThisMachine(0, "SUBTEXT", folder);
        assertThatThrownBy(() -> here.reachedAt(everywhere, Set.of("SENDER"), Set.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("archive.allowed_addresses");
        assertThatThrownBy(() -> ReceiverPlan.onThisMachine(70_000, "A TITLE THAT IS TOO LONG", folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("70000", "TITLE");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> StorageReceiver.start(
                        ReceiverPlan.onThisMachine(receiver.port(), "SUBTEXT", folder.resolve("other")),
                        Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("Port " + receiver.port(), "archive.port");
    }
}
