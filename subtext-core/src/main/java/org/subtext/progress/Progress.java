package org.subtext.progress;

/**
 * Receives how far one long step has come. Implementations must be thread-safe: caching advances from many threads.
 *
 * <p>Also the way to cancel: an implementation may throw a {@link CancelledException} from all but {@link #end}, and
 * the step comes to its end as it does when a file cannot be read.
 */
public interface Progress {
    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void advance(long done, String note) {}

        @Override
        public void end(String summary) {}
    };

    /**
     * A step begins.
     *
     * @param stage what is done, in the user's words: "Caching images"
     * @param total how many units there are in all, 0 when unknown
     * @param unit plural noun of what is counted: "images"
     */
    void begin(String stage, long total, String unit);

    /**
     * {@code done} more units are finished.
     *
     * @param note what a watcher would like to know now ("loss 0.412, validation AUC 0.93"), or an empty string
     */
    void advance(long done, String note);

    /** Something worth a line of its own while a long step goes on: one setting of many is finished. */
    default void line(String said) {}

    /** The step is over; the summary is one line with counts. */
    void end(String summary);

    /** The same listener, told another name for the steps it hears of. */
    default Progress named(String stage) {
        Progress listener = this;
        return new Progress() {
            @Override
            public void begin(String ignored, long total, String unit) {
                listener.begin(stage, total, unit);
            }

            @Override
            public void advance(long done, String note) {
                listener.advance(done, note);
            }

            @Override
            public void line(String said) {
                listener.line(said);
            }

            @Override
            public void end(String summary) {
                listener.end(summary);
            }
        };
    }
}
