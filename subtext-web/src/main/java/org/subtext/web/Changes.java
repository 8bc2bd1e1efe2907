package org.subtext.web;

import java.util.Map;
import java.util.Optional;

/**
 * What may be changed from pages, where the person who started the server allowed it: nobody who only reads knows how.
 * Asked for by a page of forms, done by POST with the token that these forms hold.
 */
public interface Changes {
    /** Of the form's field that holds the token. */
    String TOKEN = "token";

    /** Where the forms stand; what they ask goes below it. */
    String ADDRESS = "/start";

    /** The page with the forms. */
    String page(String token);

    /**
     * Does what a form asks.
     *
     * @param action last part of the form's address
     * @param fields of the form, by name
     * @param token for the forms of the page that is given
     * @return a page; empty where the page with the forms is to be shown
     * @throws org.subtext.problems.InvalidInputException where it cannot be done, with what to mend
     */
    Optional<String> done(String action, Map<String, String> fields, String token);
}
