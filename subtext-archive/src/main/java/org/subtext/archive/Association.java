package org.subtext.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DicomWriter;

/**
 * One association as acceptor (PS3.8 section 9.2): request, messages, release. Answers C-ECHO and stores what C-STORE
 * brings. Whatever the peer does wrong ends in A-ABORT; half an instance is never kept. Used by one thread.
 */
final class Association {
    /** What this side takes in one P-DATA-TF. */
    static final int MOST_BYTES = 1 << 17;

    private static final int COMMAND_BYTES = 1 << 16;
    private static final int PERMANENT = 1;
    private static final int BY_USER = 1;
    private static final int CALLING_NOT_RECOGNISED = 3;
    private static final int CALLED_NOT_RECOGNISED = 7;
    private static final int CONTEXT_NOT_SUPPORTED = 2;
    private static final int UNEXPECTED = 2;
    private static final int INVALID_VALUE = 6;

    private final Socket socket;
    private final ReceiverPlan plan;
    private final InstanceStore store;
    private final StorageReceiver.Tally tally;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean quickAcknowledge;
    private final Map<Integer, PresentationContext> contexts = new HashMap<>();
    private long peerTakes;

    /** A message being received: its command, then its data set. */
    private final ByteArrayOutputStream commandBytes = new ByteArrayOutputStream();

    private @Nullable Command command;
    private @Nullable Path part;
    private @Nullable OutputStream partOut;
    private long partBytes;
    private int status;

    Association(Socket socket, ReceiverPlan plan, InstanceStore store, StorageReceiver.Tally tally) throws IOException {
        this.socket = socket;
        this.plan = plan;
        this.store = store;
        this.tally = tally;
        socket.setSoTimeout((int) plan.idle().toMillis());
        socket.setTcpNoDelay(true);
        this.quickAcknowledge = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = socket.getOutputStream();
    }

    /** Runs until the peer releases, aborts or fails. */
    void run() throws IOException {
        try {
            if (!isAgreed()) {
                return;
            }
            for (Pdu pdu = read(); pdu != null; pdu = read()) {
                switch (pdu.type()) {
                    case Pdu.DATA -> data(ByteBuffer.wrap(pdu.body()));
                    case Pdu.RELEASE_RQ -> {
                        Pdu.releaseResponse().write(out);
                        return;
                    }
                    case Pdu.ABORT -> {
                        return;
                    }
                    default -> {
                        Pdu.abort(UNEXPECTED).write(out);
                        return;
                    }
                }
            }
        } catch (ArchiveException e) {
            dropPart();
            Pdu.abort(INVALID_VALUE).write(out);
            throw e;
        } finally {
            dropPart();
        }
    }

    private @Nullable Pdu read() throws IOException {
        if (quickAcknowledge) {
            // Senders write command and data set apart and wait for the first to be acknowledged: 40 ms an instance.
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        return Pdu.read(in, MOST_BYTES);
    }

    private boolean isAgreed() throws IOException {
        Pdu first = read();
        if (first == null) {
            return false;
        }
        if (first.type() != Pdu.ASSOCIATE_RQ) {
            Pdu.abort(UNEXPECTED).write(out);
            return false;
        }
        AssociateRequest request = AssociateRequest.parse(first.body());
        int refusal = refusal(request);
        if (refusal != 0) {
            tally.refused();
            Pdu.reject(PERMANENT, BY_USER, refusal).write(out);
            return false;
        }
        List<PresentationContext> decided =
                request.contexts().stream().map(PresentationContext::decide).toList();
        decided.stream().filter(PresentationContext::isAccepted).forEach(one -> contexts.put(one.id(), one));
        peerTakes = request.mostBytes();
        new Pdu(Pdu.ASSOCIATE_AC, AssociateRequest.accept(first.body(), decided, MOST_BYTES)).write(out);
        return true;
    }

    /** Reason of A-ASSOCIATE-RJ (PS3.8 table 9-21), 0 when there is none. */
    private int refusal(AssociateRequest request) {
        if (!request.applicationContext().equals(AssociateRequest.DICOM)) {
            return CONTEXT_NOT_SUPPORTED;
        }
        if (!request.calledTitle().equals(plan.title())) {
            return CALLED_NOT_RECOGNISED;
        }
        return plan.allows(request.callingTitle(), socket.getInetAddress()) ? 0 : CALLING_NOT_RECOGNISED;
    }

    /** The presentation data values of one P-DATA-TF (PS3.8 section 9.3.5 and annex E). */
    private void data(ByteBuffer pdu) throws IOException {
        while (pdu.hasRemaining()) {
            long length = pdu.remaining() < 4 ? -1 : pdu.getInt() & 0xffffffffL;
            if (length < 2 || length > pdu.remaining()) {
                throw Pdu.wrong("the peer sent a data value that is longer than its unit");
            }
            PresentationContext context = contexts.get(pdu.get() & 0xff);
            int control = pdu.get();
            if (context == null) {
                throw Pdu.wrong("the peer sent data for a presentation context that was not accepted");
            }
            byte[] value = new byte[(int) length - 2];
            pdu.get(value);
            boolean isLast = (control & 2) != 0;
            if ((control & 1) != 0) {
                command(context, value, isLast);
            } else {
                dataSet(context, value, isLast);
            }
        }
    }

    private void command(PresentationContext context, byte[] value, boolean isLast) throws IOException {
        if (command != null || commandBytes.size() + value.length > COMMAND_BYTES) {
            throw Pdu.wrong("the peer sent a command within a message, or one that is too long");
        }
        commandBytes.writeBytes(value);
        if (!isLast) {
            return;
        }
        Command received = Command.parse(commandBytes.toByteArray());
        commandBytes.reset();
        int field = received.field();
        if (field == Command.C_STORE) {
            begin(context, received);
        } else if (field == Command.C_ECHO) {
            tally.echoed();
            respond(context, received, Command.SUCCESS);
        } else if (received.hasDataSet()) {
            throw Pdu.wrong("the peer asked for a service that is not offered here");
        } else {
            respond(context, received, Command.UNRECOGNISED);
        }
    }

    private void begin(PresentationContext context, Command received) throws IOException {
        if (!received.hasDataSet()) {
            throw Pdu.wrong("the peer wants to store an instance without a data set");
        }
        command = received;
        status = received.sopClass().equals(context.abstractSyntax()) ? Command.SUCCESS : Command.DOES_NOT_MATCH;
        part = store.partial();
        partBytes = 0;
        try {
            partOut = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
            DicomWriter.begin(received.sopClass(), received.sopInstance(), context.transferSyntax(), partOut);
        } catch (java.nio.file.FileSystemException e) {
            status = Command.OUT_OF_RESOURCES;
        }
    }

    private void dataSet(PresentationContext context, byte[] value, boolean isLast) throws IOException {
        if (command == null) {
            throw Pdu.wrong("the peer sent a data set without a command");
        }
        partBytes += value.length;
        if (partBytes > plan.instanceBytes()) {
            throw Pdu.wrong("the peer sent an instance larger than " + plan.instanceBytes() + " bytes");
        }
        if (status == Command.SUCCESS && partOut != null) {
            try {
                partOut.write(value);
            } catch (IOException e) {
                status = Command.OUT_OF_RESOURCES; // the disk; the rest of the message is read and dropped
            }
        }
        if (isLast) {
            Command finished = command;
            int result = keep(finished);
            dropPart();
            respond(context, finished, result);
        }
    }

    /** Puts the instance in its place; the status of C-STORE (PS3.4 table B.2-1). */
    private int keep(Command finished) throws IOException {
        if (status != Command.SUCCESS || part == null || partOut == null) {
            tally.failed();
            return status;
        }
        try {
            partOut.close();
            InstanceHeader header = InstanceHeader.read(part);
            if (!header.sopInstanceUid().equals(finished.sopInstance())
                    || !header.sopClassUid().equals(finished.sopClass())) {
                tally.failed();
                return Command.DOES_NOT_MATCH;
            }
            tally.stored(store.keep(part, header), partBytes);
            return Command.SUCCESS;
        } catch (ArchiveException e) {
            tally.failed();
            return Command.CANNOT_UNDERSTAND;
        } catch (IOException e) {
            tally.failed();
            return Command.OUT_OF_RESOURCES;
        }
    }

    private void dropPart() throws IOException {
        command = null;
        try {
            if (partOut != null) {
                partOut.close();
            }
        } catch (IOException e) {
            // What could not be written is dropped anyway.
        } finally {
            partOut = null;
            if (part != null) {
                store.discard(part);
                part = null;
            }
        }
    }

    private void respond(PresentationContext context, Command request, int result) throws IOException {
        byte[] response = request.response(result);
        if (peerTakes > 0 && response.length + 6 > peerTakes) {
            throw Pdu.wrong("the peer takes no unit of the size of a response");
        }
        ByteBuffer body = ByteBuffer.allocate(6 + response.length);
        body.putInt(response.length + 2).put((byte) context.id()).put((byte) 3).put(response);
        new Pdu(Pdu.DATA, body.array()).write(out);
    }
}
