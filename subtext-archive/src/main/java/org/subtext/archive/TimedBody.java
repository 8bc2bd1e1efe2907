package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a stream whose reads time out: the request timeout of {@link java.net.http.HttpClient} ends with
 * the head of the answer, and its own streams wait for ever.
 *
 * <p>At most {@value #AHEAD} pieces are asked for ahead, so memory is bounded. Read by one thread.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
    private static final int AHEAD = 4;

    /** A piece of the body, its end, or its failure. */
    private record Event(List<ByteBuffer> buffers, @Nullable Throwable failure, boolean isEnd) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Duration idle;
    private final Duration longest;
    private final long started = System.nanoTime();
    private List<ByteBuffer> current = List.of();
    private int index;
    private long received;
    private boolean ended;

    /**
     * A body.
     *
     * @param idle longest wait for the next piece
     * @param longest until its end
     */
    TimedBody(Duration idle, Duration longest) {
        this.idle = idle;
        this.longest = longest;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event(buffers, null, false));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure, true));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), null, true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = available(current, index);
        while (buffer == null) {
            if (ended || !await()) {
                return -1;
            }
            buffer = available(current, index);
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        received += count;
        return count;
    }

    private @Nullable ByteBuffer available(List<ByteBuffer> buffers, int from) {
        for (index = from; index < buffers.size(); index++) {
            if (buffers.get(index).hasRemaining()) {
                return buffers.get(index);
            }
        }
        return null;
    }

    private boolean await() throws IOException {
        Event event;
        try {
            event = events.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted", e);
        }
        if (event == null) {
            close();
            throw new HttpTimeoutException("no data for " + idle.toSeconds() + " s");
        }
        refuseCrawling();
        refuseLingering();
        if (event.failure() != null) {
            throw new IOException("the connection broke", event.failure());
        }
        if (event.isEnd()) {
            ended = true;
            return false;
        }
        current = event.buffers();
        index = 0;
        subscription.join().request(1);
        return true;
    }

    private void refuseCrawling() throws IOException {
        double seconds = (System.nanoTime() - started) / 1e9;
        if (seconds > idle.toMillis() / 1e3 && received < seconds * ArchiveLimits.SLOWEST_BYTES_PER_SECOND) {
            close();
            throw new HttpTimeoutException("data came at less than " + ArchiveLimits.SLOWEST_BYTES_PER_SECOND + " B/s");
        }
    }

    /** A body that comes just fast enough, for ever. */
    private void refuseLingering() throws IOException {
        if (System.nanoTime() - started > longest.toNanos()) {
            close();
            throw new ArchiveException(
                    ArchiveException.Kind.TOO_SLOW, "an answer took longer than " + longest.toSeconds() + " s");
        }
    }

    /** Gives the rest of the body up, and with it the connection. */
    @Override
    public void close() {
        ended = true;
        current = List.of();
        subscription.thenAccept(Flow.Subscription::cancel);
    }
}
