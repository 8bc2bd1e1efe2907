package org.subtext.web;

import java.util.Comparator;
import java.util.Optional;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.images.Images;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;

/**
 * What is done while whoever started the explorer opens the link: all runs are listed, the first page of the latest
 * audit is made once, which loads what every page needs, and its images are opened. Whoever is faster waits no longer
 * than without.
 */
final class Beginning {
    private final Door door;
    private final Pages pages;
    private final Images images;

    Beginning(Door door, Pages pages, Images images) {
        this.door = door;
        this.pages = pages;
        this.images = images;
    }

    void start() {
        Thread thread = new Thread(this::prepare, "beginning");
        thread.setDaemon(true);
        thread.start();
    }

    private void prepare() {
        Optional<RunSummary> latest = door.runs().stream()
                .filter(run -> run.state() == State.FINISHED && run.kind() == Kind.IMAGES)
                .max(Comparator.comparing(RunSummary::when, Comparator.nullsFirst(Comparator.naturalOrder())));
        if (latest.isEmpty()) {
            return;
        }
        try {
            pages.of(latest.get().name(), Question.FINDINGS, null);
        } catch (InvalidInputException e) {
            return; // damaged since; its page says so
        }
        images.prepare(latest.get().name());
    }
}
