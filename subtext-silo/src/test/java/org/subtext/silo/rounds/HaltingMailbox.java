package org.subtext.silo.rounds;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A mailbox that stops its process at one moment, as pulling the plug does: nothing is written or said afterwards. */
final class HaltingMailbox implements Mailbox {
    /**
     * The moment.
     *
     * @param kind of the message
     * @param count the how many-th of this kind that is sent, or taken
     * @param when before it is sent, after it is sent, or after what it brought was kept and before it counts as taken
     */
    record Moment(MessageKind kind, int count, When when) {
        enum When {
            BEFORE_SENT,
            AFTER_SENT,
            BEFORE_TAKEN
        }

        static Moment of(String text) {
            String[] parts = text.split(" ");
            return new Moment(MessageKind.valueOf(parts[0]), Integer.parseInt(parts[1]), When.valueOf(parts[2]));
        }

        @Override
        public String toString() {
            return kind + " " + count + " " + when;
        }
    }

    private final Mailbox mailbox;
    private final Moment moment;
    private final Runnable halt;
    private int sent;
    private int taken;

    HaltingMailbox(Mailbox mailbox, Moment moment, Runnable halt) {
        this.mailbox = mailbox;
        this.moment = moment;
        this.halt = halt;
    }

    @Override
    public void send(RoundId round, String to, byte[] letter) throws IOException {
        sent += isOfKind(letter) ? 1 : 0;
        boolean isNow = isOfKind(letter) && sent == moment.count();
        if (isNow && moment.when() == Moment.When.BEFORE_SENT) {
            halt.run();
        }
        mailbox.send(round, to, letter);
        if (isNow && moment.when() == Moment.When.AFTER_SENT) {
            halt.run();
        }
    }

    @Override
    public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
        return mailbox.next(longest);
    }

    @Override
    public void taken(Letter letter) throws IOException {
        taken += isOfKind(letter.bytes()) ? 1 : 0;
        if (isOfKind(letter.bytes()) && taken == moment.count() && moment.when() == Moment.When.BEFORE_TAKEN) {
            halt.run();
        }
        mailbox.taken(letter);
    }

    private boolean isOfKind(byte[] letter) {
        return letter[1] == moment.kind().ordinal();
    }
}
