package org.subtext.report;

/**
 * One item that referees and regulators ask for.
 *
 * @param topic heading it stands under
 * @param item what a report should contain
 * @param askedBy guidelines that ask for it; without item numbers, which are to be taken from the originals
 * @param status how far this report answers it
 * @param where where the answer stands, or what the authors have to write
 */
public record ChecklistItem(String topic, String item, String askedBy, Status status, String where) {
    /** How far an item is answered. */
    public enum Status {
        FILLED("filled"),
        PARTLY("partly"),
        AUTHORS_MUST_ADD("authors must add");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
