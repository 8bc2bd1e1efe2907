package org.subtext.cli.terminal;

import java.util.function.Consumer;
import org.subtext.audit.door.Follower;
import org.subtext.audit.door.ProgressEvent;
import org.subtext.progress.Progress;
import org.subtext.sources.MadeTable;

/** Shows what is heard at the door on the terminal. */
public final class TerminalFollower implements Follower {
    private final Progress progress;
    private final Consumer<MadeTable> made;
    private long count;

    private TerminalFollower(Progress progress, Consumer<MadeTable> made) {
        this.progress = progress;
        this.made = made;
    }

    public static Follower ofConsole() {
        return new TerminalFollower(TerminalProgress.ofConsole(), SourcePrinter.ofConsole());
    }

    @Override
    public void hears(ProgressEvent event) {
        switch (event.kind()) {
            case BEGUN -> progress.begin(event.stage(), event.total(), event.unit());
            case ADVANCED -> progress.advance(event.count() - count, event.text());
            case SAID -> progress.line(event.text());
            case ENDED -> progress.end(event.text());
        }
        count = event.count();
    }

    @Override
    public void made(MadeTable table) {
        made.accept(table);
    }
}
