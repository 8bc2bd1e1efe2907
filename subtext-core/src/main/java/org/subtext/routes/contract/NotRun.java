package org.subtext.routes.contract;

import org.subtext.wording.FileNames;

/**
 * What was not run, in the report, which may be shared: of a file that a reason names its own name alone is kept.
 *
 * @param what the experiment or the route
 * @param reason a sentence
 * @param mend a sentence
 */
public record NotRun(String what, String reason, String mend) {
    public NotRun {
        reason = FileNames.withoutFolders(reason);
        mend = FileNames.withoutFolders(mend);
    }
}
