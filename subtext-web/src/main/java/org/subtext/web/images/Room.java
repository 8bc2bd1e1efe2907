package org.subtext.web.images;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.cases.SeenImage;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.audit.door.Stamps;

/**
 * An opened run with the session's ids of its cases.
 *
 * @param run its name
 * @param stamps of its files when it was opened
 */
record Room(String run, Stamps stamps, CasesOfRun cases, CaseIds ids) {
    /** The number of unchanged images, beside those of settings. */
    static final int UNCHANGED = 0;

    /** One case under one setting. */
    record Place(Room room, int index, @Nullable TestedSetting setting) {
        CasesOfRun cases() {
            return room.cases();
        }

        String id() {
            return room.ids().at(rank());
        }

        int rank() {
            return room.ids().rank(index);
        }

        int number() {
            return setting == null ? UNCHANGED : setting.number();
        }

        /** As the network was given it. */
        SeenImage image() {
            return setting == null ? cases().original(index) : cases().tested(index, setting);
        }
    }

    /** The place that an address names; empty where there is none in this session. */
    Optional<Place> place(String id, String number) {
        OptionalInt index = ids.index(id);
        return index.isEmpty()
                ? Optional.empty()
                : chosen(number).map(chosen -> new Place(this, index.getAsInt(), chosen.setting()));
    }

    /** A choice of a setting; null for unchanged images. */
    record Chosen(@Nullable TestedSetting setting) {
        int number() {
            return setting == null ? UNCHANGED : setting.number();
        }

        /** As the access log names it. */
        String label() {
            return setting == null ? "unchanged" : setting.label();
        }

        /** For a reader. */
        String words() {
            return setting == null ? "unchanged" : "under " + setting.label();
        }
    }

    /** The setting that an address names; empty where the run was not tested under it. */
    Optional<Chosen> chosen(String number) {
        if (!number.matches("\\d{1,4}")) {
            return Optional.empty();
        }
        int wanted = Integer.parseInt(number);
        return wanted == UNCHANGED
                ? Optional.of(new Chosen(null))
                : cases.setting(wanted).map(Chosen::new);
    }
}
