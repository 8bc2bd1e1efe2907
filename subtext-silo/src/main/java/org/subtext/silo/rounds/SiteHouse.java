package org.subtext.silo.rounds;

import java.nio.file.Path;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.primitives.Randomness;

/**
 * What a site has of its own for a masked round.
 *
 * @param identity what it signs with
 * @param folder of this attempt alone: its secrets while the round runs, erased at its end
 * @param ledger of all its rounds
 */
public record SiteHouse(Identity identity, Path folder, RoundLedger ledger, Randomness randomness) {}
