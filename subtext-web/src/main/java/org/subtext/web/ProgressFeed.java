package org.subtext.web;

import io.javalin.http.sse.SseClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.subtext.web.pages.Pages;

/**
 * Tells every open page, as it happens, where runs stand: one event a run, its name as addresses write it, a space, and
 * the words. Folders are looked at once a second, and only while somebody listens.
 */
final class ProgressFeed implements AutoCloseable {
    private static final int QUIET_SECONDS = 10;

    private final Pages pages;
    private final Map<SseClient, Map<String, String>> told = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;
    private int quiet;

    ProgressFeed(Pages pages) {
        this.pages = pages;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void add(SseClient client) {
        client.keepAlive();
        client.onClose(() -> told.remove(client));
        told.put(client, new HashMap<>());
    }

    private void look() {
        if (told.isEmpty()) {
            return;
        }
        Map<String, String> now = pages.standing();
        quiet++;
        boolean isSignDue = quiet % QUIET_SECONDS == 0; // else nobody notices that a page was closed
        told.forEach((client, before) -> {
            now.forEach((run, words) -> {
                if (!words.equals(before.put(run, words))) {
                    client.sendEvent("standing", run + " " + words);
                }
            });
            if (isSignDue) {
                client.sendComment("still here");
            }
            if (client.terminated()) {
                told.remove(client);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        told.keySet().forEach(SseClient::close);
    }
}
