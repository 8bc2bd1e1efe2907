package org.subtext.web.silos;

import java.io.IOException;
import java.util.Optional;
import org.subtext.web.pages.Sheet;

/** Pages of one party's folder, made when they are asked for; what is not there is empty. Thread-safe, only reads. */
public interface House {
    /**
     * A file to be saved.
     *
     * @param name of it, which a browser may take
     * @param type of its content
     */
    record Saved(String name, String type, byte[] content) {}

    /** What its pages are of. */
    Sheet.Subject subject();

    /** The first page: whose house it is, and its plans. */
    String plans() throws IOException;

    /** The page of a plan, by the first digits of its hash. */
    Optional<String> plan(String hash) throws IOException;

    /** A table of the page of a plan, by its number from 1, as CSV. */
    Optional<String> table(String hash, int number) throws IOException;

    /**
     * What came out of a plan, as a file.
     *
     * @param ending "html", "json" or "txt"
     */
    Optional<Saved> result(String hash, String ending) throws IOException;

    /**
     * The numbers that would leave as one output of a plan.
     *
     * @param output from 1
     * @param from first number that is shown, from 0
     */
    Optional<String> numbers(String hash, int output, int from) throws IOException;

    /**
     * The same as a file.
     *
     * @param ending "csv", or "int64" for the words themselves
     */
    Optional<Saved> file(String hash, int output, String ending) throws IOException;
}
