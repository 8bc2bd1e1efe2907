package org.subtext.web.silos;

import org.subtext.provenance.ContentHash;

/** Commands for what pages do not do, as somebody types them: whoever starts the server says how they read. */
public interface Commands {
    /** Looks at a plan with the house's rows, and writes the bytes that would leave. */
    String look(ContentHash plan);

    /** Says yes for so many rounds. */
    String approve(ContentHash plan, int rounds);

    /** Says no. */
    String refuse(ContentHash plan);

    /** Takes a yes back. */
    String withdraw(ContentHash plan);
}
