package org.subtext.silo.talk;

import java.nio.charset.StandardCharsets;

/**
 * A site's answer to a plan. No other site is told of it.
 *
 * @param rounds that it takes part in, 0 for a refusal
 * @param reason for a refusal, one line; may be empty
 */
public record Consent(int rounds, String reason) {
    private static final int LONGEST = 500;

    public Consent {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds are not negative");
        }
        String line = reason.replaceAll("\\p{C}", " ").strip();
        reason = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    public static Consent refusal(String reason) {
        return new Consent(0, reason);
    }

    public boolean isRefusal() {
        return rounds == 0;
    }

    public byte[] bytes() {
        return (rounds + "\n" + reason).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if these bytes say nothing of the kind */
    public static Consent read(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        return new Consent(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "");
    }
}
