package org.subtext.memory;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Work on many files by many threads in which a file that exhausts the memory is that file's problem alone.
 *
 * <p>Whose error it was cannot be seen from the error: a lawful image fails beside a huge one. Work that runs out of
 * memory is therefore done once more with no other beside it; only what fails then is refused. Thread-safe. Not
 * reentrant: work must not ask for more of the same.
 */
public final class FileByFile {
    /** One file's work. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final Runnable forgetting;

    /** @param forgetting lets go of what is only held to be quick */
    public FileByFile(Runnable forgetting) {
        this.forgetting = forgetting;
    }

    /**
     * Does one file's work.
     *
     * @throws MemoryExhaustedException where not even alone there was enough memory
     */
    public <T> T run(Work<T> work) throws IOException {
        turns.readLock().lock();
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            forgetting.run();
        } catch (StackOverflowError e) {
            throw nested(e);
        } finally {
            turns.readLock().unlock();
        }
        turns.writeLock().lock();
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            throw exhausted(e);
        } catch (StackOverflowError e) {
            throw nested(e);
        } finally {
            turns.writeLock().unlock();
        }
    }

    /** Of memory that ran out on one file. */
    public static MemoryExhaustedException exhausted(OutOfMemoryError error) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return new MemoryExhaustedException(
                String.format(
                        Locale.ROOT,
                        "it needs more memory than a heap of %,d MiB has; give Java a larger heap (-Xmx%dm), or leave it out",
                        heap,
                        2 * heap),
                error);
    }

    /** Of a file whose parts lie within each other without end. */
    public static MemoryExhaustedException nested(StackOverflowError error) {
        return new MemoryExhaustedException(
                "its parts lie within each other deeper than can be read; it is damaged or hostile, leave it out",
                error);
    }
}
