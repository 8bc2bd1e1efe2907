package org.subtext.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.subtext.progress.Progress;

/**
 * Takes what archives and modalities send by C-STORE, and answers C-ECHO: a small Storage SCP (PS3.4 annex B).
 *
 * <p>Every storage SOP class and every transfer syntax that can be read later is accepted. The sender hears "success"
 * only after the instance is on disk. Thread-safe.
 */
public final class StorageReceiver implements AutoCloseable {
    private static final int TRANSIENT = 2;
    private static final int BY_PRESENTATION = 3;
    private static final int LOCAL_LIMIT = 2;
    private static final int REFUSAL_MILLIS = 2000;

    private final ReceiverPlan plan;
    private final InstanceStore store;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final Semaphore free;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Tally tally;

    private StorageReceiver(ReceiverPlan plan, InstanceStore store, ServerSocket server, Progress progress) {
        this.plan = plan;
        this.store = store;
        this.server = server;
        this.threads = Executors.newCachedThreadPool();
        this.free = new Semaphore(plan.associations());
        this.tally = new Tally(progress);
    }

    /**
     * Begins to listen; returns at once.
     *
     * @throws org.subtext.problems.InvalidInputException when the port or the folder cannot be had
     */
    public static StorageReceiver start(ReceiverPlan plan, Progress progress) throws IOException {
        InstanceStore store = InstanceStore.open(plan.folder());
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(plan.address(), plan.port()));
        } catch (IOException e) {
            server.close();
            store.close();
            throw ReceiverPlan.portInUse(plan.port());
        }
        StorageReceiver receiver = new StorageReceiver(plan, store, server, progress);
        progress.begin("Receiving", 0, "instances");
        receiver.threads.execute(receiver::accept);
        return receiver;
    }

    /** The port that is listened at. */
    public int port() {
        return server.getLocalPort();
    }

    public Tally tally() {
        return tally;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    private void serve(Socket socket) {
        boolean admitted = plan.allowsAddress(socket.getInetAddress());
        boolean counted = admitted && free.tryAcquire();
        try (socket) {
            if (counted) {
                new Association(socket, plan, store, tally).run();
            } else if (admitted) {
                tally.refused();
                socket.setSoTimeout(REFUSAL_MILLIS);
                Pdu.read(new DataInputStream(socket.getInputStream()), 0); // or the refusal may be lost with it
                Pdu.reject(TRANSIENT, BY_PRESENTATION, LOCAL_LIMIT).write(socket.getOutputStream());
            } else {
                tally.refused(); // no word to strangers
            }
        } catch (IOException e) {
            tally.broken();
        } finally {
            open.remove(socket);
            if (counted) {
                free.release();
            }
        }
    }

    /** Stops listening, drops what is half received, and lets the folder go. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IOException("an association did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
        tally.progress.end(tally.sentence());
    }

    /** What happened so far. Thread-safe. */
    public static final class Tally {
        private final Progress progress;
        private final LongAdder stored = new LongAdder();
        private final LongAdder repeated = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder broken = new LongAdder();
        private final LongAdder echoed = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        Tally(Progress progress) {
            this.progress = progress;
        }

        void stored(boolean isNew, long size) {
            (isNew ? stored : repeated).increment();
            bytes.add(size);
            progress.advance(1, "");
        }

        void failed() {
            failed.increment();
        }

        void refused() {
            refused.increment();
        }

        void broken() {
            broken.increment();
        }

        void echoed() {
            echoed.increment();
        }

        /** Instances that were not there before. */
        public long storedInstances() {
            return stored.sum();
        }

        /** Instances that were there already, and are there once. */
        public long repeatedInstances() {
            return repeated.sum();
        }

        /** Instances that the sender was told cannot be stored. */
        public long failedInstances() {
            return failed.sum();
        }

        /** Associations refused: a title, an address, or too many at once. */
        public long refusedAssociations() {
            return refused.sum();
        }

        /** Associations that ended otherwise than by release. */
        public long brokenAssociations() {
            return broken.sum();
        }

        public long echoes() {
            return echoed.sum();
        }

        /** One line with all counts. */
        public String sentence() {
            return storedInstances() + " instances stored, " + repeatedInstances() + " sent again, " + failedInstances()
                    + " not storable; " + refusedAssociations() + " associations refused, " + brokenAssociations()
                    + " broken off";
        }
    }
}
