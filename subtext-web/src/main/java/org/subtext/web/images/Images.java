package org.subtext.web.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.cases.GroupMean;
import org.subtext.audit.cases.SeenImage;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.charts.Markup;
import org.subtext.web.pages.Question;
import org.subtext.web.pages.Sheet;

/** What of images is shown, by addresses; nothing at all where nobody gave a reason. Thread-safe. */
public final class Images implements AutoCloseable {
    /** Cases of an answer. */
    private static final int MOST_IDS = 512;

    private static final int MOST_OF_A_SHEET = 64;

    /** Settings whose scores are read before they are asked for. */
    private static final int MOST_PREPARED = 12;

    private final @Nullable AccessLog log;
    private final @Nullable Rooms rooms;
    private final Thumbs thumbs = new Thumbs();

    /** @param log where it is noted who looks; null where no image is shown */
    public Images(Door door, @Nullable AccessLog log) {
        this.log = log;
        this.rooms = log == null ? null : new Rooms(door, log);
    }

    /** Opens the images of a run, with scores, before they are asked for; where that fails, whoever asks is told. */
    public void prepare(String run) {
        if (rooms == null) {
            return;
        }
        try {
            CasesOfRun cases = rooms.prepared(run).cases();
            cases.settings().stream().limit(MOST_PREPARED).forEach(cases::changes);
        } catch (InvalidInputException e) {
            // said on its page
        }
    }

    /** A page, whether or not it shows what was asked for. */
    private interface Written {
        Optional<Page> of(Room room, AccessLog log);
    }

    /**
     * A page as it stands in the frame of all.
     *
     * @param title after the name of the run
     * @param up where Esc leads
     * @param keys of the page alone
     */
    record Page(String title, Markup main, String up, List<Sheet.OwnKey> keys) {}

    /** The overview of a run's cases under a setting; empty where the run was not tested under it. */
    public Optional<String> overview(String run, String setting) {
        return page(
                run,
                (room, who) -> room.chosen(setting)
                        .map(chosen -> new Page(
                                Question.IMAGES.title(),
                                OverviewPage.of(room, chosen, who),
                                "/",
                                ImageKeys.OF_ALL_CASES)));
    }

    /** One case under one setting beside the unchanged image; empty where there is none in this session. */
    public Optional<String> one(String run, String id, String setting) {
        return page(
                run,
                (room, who) -> room.place(id, setting)
                        .map(place -> new Page(
                                "One case",
                                CasePage.of(place, who),
                                Address.overview(run, place.number()),
                                ImageKeys.OF_ONE)));
    }

    private Optional<String> page(String run, Written written) {
        Sheet.Place place = Sheet.Place.of(run, Question.IMAGES, Question.of(Kind.IMAGES));
        if (rooms == null || log == null) {
            return Optional.of(Sheet.of(run + ": Images", place, OverviewPage.notShown()));
        }
        try {
            return written.of(rooms.of(run), log)
                    .map(page -> Sheet.of(
                            run + ": " + page.title(),
                            place,
                            page.main(),
                            new Sheet.Extra("images", page.keys(), page.up())));
        } catch (InvalidInputException e) {
            return Optional.of(Sheet.of(run + ": Images", place, OverviewPage.notKept(e)));
        }
    }

    /** A figure of a case's page. */
    public Optional<String> drawing(String run, String id, String setting, int number) {
        return place(run, id, setting).flatMap(place -> CasePage.exhibits(place).drawing(number));
    }

    /** A table of a case's page. */
    public Optional<String> table(String run, String id, String setting, int number) {
        return place(run, id, setting).flatMap(place -> CasePage.exhibits(place).table(number));
    }

    /** An image as the network was given it, noted before it is handed out. */
    public Optional<SeenImage> array(String run, String id, String setting) {
        return place(run, id, setting).map(place -> {
            SeenImage image = place.image();
            rooms().noteImage(place, image.hash());
            return image;
        });
    }

    /** Where the network looks on an image; empty where it is not known whether such maps are evidence. */
    public Optional<SeenImage> saliency(String run, String id, String setting) {
        return place(run, id, setting).flatMap(place -> place.cases().saliency(place.index(), place.setting()));
    }

    /** The mean of a group's images; empty where there is no such group, or it is too small. */
    public Optional<GroupMean> mean(String run, String setting, String label) {
        Optional<Room> room = room(run);
        if (room.isEmpty() || !label.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int wanted = Integer.parseInt(label);
        return wanted < room.get().cases().classes().size()
                ? room.get()
                        .chosen(setting)
                        .flatMap(chosen -> room.get().cases().mean(wanted, chosen.setting()))
                : Optional.empty();
    }

    /** Ids from a place of the session's order on, a line each with words for whoever does not see the picture. */
    public Optional<String> ids(String run, String setting, int from, int count) {
        return room(run)
                .flatMap(room -> room.chosen(setting).map(chosen -> {
                    StringBuilder lines = new StringBuilder();
                    int end = (int) Math.min(room.ids().size(), (long) from + Math.min(count, MOST_IDS));
                    for (int rank = Math.max(0, from); rank < end; rank++) {
                        String id = room.ids().at(rank);
                        rooms().count(room, rank);
                        lines.append(id)
                                .append('\t')
                                .append(CaseWords.of(room, room.ids().index(id).orElseThrow(), chosen))
                                .append('\n');
                    }
                    return lines.toString();
                }));
    }

    /** Small pictures of cases, in the order of the ids; empty where one is not of this session. */
    public Optional<byte[]> sheet(String run, String setting, List<String> ids) {
        Optional<Room> room = room(run);
        if (room.isEmpty() || ids.isEmpty() || ids.size() > MOST_OF_A_SHEET) {
            return Optional.empty();
        }
        Optional<Room.Chosen> chosen = room.get().chosen(setting);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        List<Room.Place> places = new ArrayList<>();
        for (String id : ids) {
            OptionalInt index = room.get().ids().index(id);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            places.add(new Room.Place(room.get(), index.getAsInt(), chosen.get().setting()));
        }
        rooms().noteOverview(room.get(), chosen.get());
        return Optional.of(thumbs.sheet(places));
    }

    private Optional<Room.Place> place(String run, String id, String setting) {
        return room(run).flatMap(room -> room.place(id, setting));
    }

    private Rooms rooms() {
        return Objects.requireNonNull(rooms);
    }

    private Optional<Room> room(String run) {
        return rooms == null ? Optional.empty() : Optional.of(rooms.of(run));
    }

    @Override
    public void close() {
        if (rooms != null) {
            rooms.close();
        }
    }
}
