package org.subtext.silo.rounds;

import java.util.ArrayList;
import java.util.List;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.MaskingSecrets;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.RosterShown;

/** Messages that a dishonest party could make. */
final class RoundWorlds {
    private RoundWorlds() {}

    static MaskingKeys keys() {
        return MaskingSecrets.drawn(Randomness.ofTheSystem()).keys();
    }

    static KeysOffered offered(Identity identity, Purpose purpose, MaskingKeys keys) {
        String name = identity.name().value();
        return new KeysOffered(
                purpose, name, keys, Bytes.of(identity.sign(RoundMessage.signedKeys(purpose, name, keys))));
    }

    /** A roster of the world's sites with new keys, properly signed. */
    static RosterShown roster(RoundWorld world, Purpose purpose) {
        return roster(
                purpose,
                world.identities.stream()
                        .map(one -> offered(one, purpose, keys()))
                        .toList());
    }

    static RosterShown roster(Purpose purpose, List<KeysOffered> offered) {
        List<Roster.Entry> entries = new ArrayList<>();
        offered.forEach(one -> entries.add(new Roster.Entry(one.site(), one.keys())));
        Roster roster = Roster.of(purpose, entries);
        List<Bytes> signatures = roster.entries().stream()
                .map(entry -> offered.stream()
                        .filter(one -> one.site().equals(entry.site()))
                        .findFirst()
                        .orElseThrow()
                        .signature())
                .toList();
        return new RosterShown(roster, signatures);
    }
}
