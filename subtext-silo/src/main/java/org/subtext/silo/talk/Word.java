package org.subtext.silo.talk;

import java.util.Locale;
import java.util.Optional;

/** Kinds of what is said outside a round. */
public enum Word {
    /** Coordinator to site: a signed plan. */
    PLAN,
    /** Site to coordinator: {@link Consent}. */
    CONSENT,
    /** Coordinator to site: {@link RoundAsk}. */
    ASK,
    /** Site to coordinator: numbers of one site, as 64-bit words, for operations that are of one site. */
    OWN_NUMBERS,
    /** Either way: the plan is over from now on. */
    WITHDRAWN,
    /** Coordinator to site: the result in plain text. */
    RESULT,
    /** Coordinator to site: the plan ended without a result; why, as a refusal's reason. */
    STOPPED;

    /** As an envelope's kind. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Word> of(String kind) {
        for (Word word : values()) {
            if (word.kind().equals(kind)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }
}
