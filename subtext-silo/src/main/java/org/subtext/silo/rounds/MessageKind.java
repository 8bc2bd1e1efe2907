package org.subtext.silo.rounds;

import java.util.Arrays;

/** Which message a letter holds; the order is that of its second byte. */
public enum MessageKind {
    KEYS(RoundMessage.KeysOffered.class),
    ROSTER(RoundMessage.RosterShown.class),
    SHARES(RoundMessage.SharesSealed.class),
    DELIVERY(RoundMessage.SharesDelivered.class),
    VECTOR(RoundMessage.VectorPart.class),
    ANSWERED(RoundMessage.AnsweredShown.class),
    SIGNED(RoundMessage.SetSigned.class),
    UNMASK(RoundMessage.UnmaskAsked.class),
    REVEALED(RoundMessage.SharesRevealed.class),
    CLOSED(RoundMessage.RoundClosed.class),
    DECLINED(RoundMessage.Declined.class);

    private final Class<? extends RoundMessage> type;

    MessageKind(Class<? extends RoundMessage> type) {
        this.type = type;
    }

    public static MessageKind of(RoundMessage message) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(message))
                .findFirst()
                .orElseThrow();
    }
}
