package org.subtext.learn.inference;

import java.util.Locale;
import java.util.function.Supplier;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.UnavailableException;

/** Turns what libtorch throws into an exception that people can read: its first line, without the C++ trace. */
public final class NativeFailure {
    private NativeFailure() {}

    /** Runs the work; {@code what} completes "libtorch failed while …". Our own exceptions pass unchanged. */
    public static <T> T explained(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw isNative(e) ? explain(what, e) : e;
        }
    }

    /** The bridge throws plain RuntimeExceptions for every C++ exception; nothing of ours is one. */
    private static boolean isNative(RuntimeException e) {
        return e.getClass() == RuntimeException.class;
    }

    private static UnavailableException explain(String what, RuntimeException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
        boolean memory = line.toLowerCase(Locale.ROOT).contains("memory");
        Sentence failed = Sentence.of("libtorch failed while " + what + ": " + line);
        return new UnavailableException(
                memory
                        ? failed.and(" Lower ")
                                .and(PlanKey.TRAINING_BATCH_SIZE)
                                .and(", ")
                                .and(PlanKey.TRAINING_WORKERS)
                                .and(" or ")
                                .and(PlanKey.PIXELS_SIDE)
                                .and(".")
                        : failed);
    }
}
