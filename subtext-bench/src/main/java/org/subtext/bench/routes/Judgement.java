package org.subtext.bench.routes;

/** What a phantom's truth says of one pointer. */
enum Judgement {
    /** It is what was planted. */
    HIT,
    /** It follows from what was planted, or may: counted neither for nor against the battery. */
    BESIDE,
    /** It was not planted. */
    FALSE_ALARM
}
