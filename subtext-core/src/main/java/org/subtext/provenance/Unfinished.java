package org.subtext.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and folders that are being written beside their place, and what a killed process left of them.
 *
 * <p>Such a name, {@code .writing-PROCESS-CHECK-TARGET}, holds a check of its other parts, so that no file of somebody
 * else is taken for one. What a process leaves that was killed goes when somebody writes into the same folder again;
 * what a living process writes is left alone, whether it is seen by its number or by the lock that it holds.
 */
public final class Unfinished {
    private static final Pattern NAME = Pattern.compile("\\.writing-(\\d{1,10})-([0-9a-f]{8})-(.+)", Pattern.DOTALL);

    /** As versions named them that wrote no check. */
    private static final Pattern FORMER_NAME = Pattern.compile("\\.writing-\\d{1,10}-.+", Pattern.DOTALL);

    /** So much of the target's name is kept, from its end: with what stands before, it must be a file's name still. */
    private static final int KEPT_OF_NAME = 80;

    /** Clocks of file systems are coarse. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final int MOST_TRIES = 100;

    /** So often in a row a folder has to be found gone. */
    private static final int ENOUGH = 5;

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Folders that this process has looked through; looking again is harmless. */
    private static final Set<Path> LOOKED_THROUGH = ConcurrentHashMap.newKeySet();

    private static final int MOST_REMEMBERED = 10_000;

    /** What this process is writing now. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean ENDED = new AtomicBoolean();

    private Unfinished() {}

    /** Where this process writes what shall become a file or folder; what a killed one left there is removed first. */
    public static Path beside(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.resolveSibling("");
        if (LOOKED_THROUGH.size() > MOST_REMEMBERED) {
            LOOKED_THROUGH.clear();
        }
        if (LOOKED_THROUGH.add(folder)) {
            remove(left(folder));
        }
        Path own = folder.resolve(name(ProcessHandle.current().pid(), String.valueOf(absolute.getFileName())));
        OWN.add(own);
        if (ENDED.get()) {
            waitForTheEnd();
        }
        return own;
    }

    /** What was written beside its place is there, or is not wanted any more. */
    static void done(Path own) {
        OWN.remove(own);
    }

    /** A folder or file that this process makes in its very place goes too if a signal ends it before {@link #made}. */
    public static void making(Path own) {
        OWN.add(own);
        if (ENDED.get()) {
            waitForTheEnd();
        }
    }

    /** What was being made is whole, or is removed by whoever made it. */
    public static void made(Path own) {
        done(own);
    }

    /** Deletes what this process is writing, and lets nothing more be begun: the process is being ended. */
    public static void takeBack() {
        ENDED.set(true);
        List<Path> own = List.copyOf(OWN);
        remove(own);
        // Threads that are at work in a folder may put a file into it while it is being deleted, or make it anew.
        for (int gone = 0, tries = 0; gone < ENOUGH && tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            gone = own.stream().anyMatch(Files::exists) ? 0 : gone + 1;
            remove(own);
        }
    }

    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    static String name(long process, String target) {
        int from = Math.max(0, target.length() - KEPT_OF_NAME);
        String end = target.substring(from > 0 && Character.isLowSurrogate(target.charAt(from)) ? from + 1 : from);
        return ".writing-" + process + "-" + check(process, end) + "-" + end;
    }

    private static String check(long process, String target) {
        return ContentHash.ofText("unfinished\n" + process + "\n" + target)
                .hex()
                .substring(0, 8);
    }

    /** Whether a file or folder is one that is being written, or is left of one. */
    public static boolean isOne(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            return false;
        }
        return check(Long.parseLong(name.group(1)), name.group(3)).equals(name.group(2));
    }

    /**
     * Removes all that is left below a folder in which nobody else writes, since its lock is held; also what former
     * versions left, whose names hold no check.
     */
    public static void removeBelow(Path lockedFolder) throws IOException {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(lockedFolder)) {
            tree.filter(path -> FORMER_NAME
                            .matcher(String.valueOf(path.getFileName()))
                            .matches())
                    .filter(path -> !path.equals(lockedFolder))
                    .forEach(left::add);
        }
        remove(left);
    }

    /** What killed processes left in a folder itself. */
    private static List<Path> left(Path folder) {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, ".writing-*")) {
            for (Path entry : entries) {
                if (isOne(entry) && !isBeingWritten(entry)) {
                    left.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // whoever writes there says what is wrong
        }
        return left;
    }

    private static void remove(List<Path> left) {
        for (Path one : left) {
            try {
                FolderTree.delete(one);
            } catch (IOException e) {
                // It is in nobody's way: no name of ours is ever listed, and the next start tries again.
            }
        }
    }

    private static boolean isBeingWritten(Path path) {
        try {
            Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
            return !name.matches()
                    || isAlive(
                            Long.parseLong(name.group(1)),
                            Files.getLastModifiedTime(path).toInstant())
                    || isLocked(path);
        } catch (IOException e) {
            return true; // gone meanwhile, or not ours to look at
        }
    }

    /** Whether the process that has a number now can be the one that wrote a file: it began before. */
    private static boolean isAlive(long process, Instant written) {
        Optional<ProcessHandle> now = ProcessHandle.of(process);
        return now.isPresent()
                && now.get()
                        .info()
                        .startInstant()
                        .map(begun -> begun.minus(SLACK).isBefore(written))
                        .orElse(true);
    }

    /** Processes of another container have numbers that mean nothing here; their locks are seen. */
    private static boolean isLocked(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
