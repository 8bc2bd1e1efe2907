package org.subtext.web.images;

import org.subtext.web.pages.Link;
import org.subtext.web.pages.Question;

/** Addresses of images. */
final class Address {
    private Address() {}

    static String overview(String run, int setting) {
        return Link.to(run, Question.IMAGES) + (setting == Room.UNCHANGED ? "" : "?setting=" + setting);
    }

    static String of(String run, String id, int setting) {
        return Link.to(run, Question.IMAGES) + "/" + id + "/" + setting;
    }

    static String of(Room.Place place) {
        return of(place.room().run(), place.id(), place.number());
    }

    /** Of the mean of a class, whose number follows. */
    static String means(String run, int setting) {
        return Link.to(run, Question.IMAGES) + "/means/" + setting + "/";
    }
}
