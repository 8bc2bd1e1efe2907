package org.subtext.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time: what a busy machine leaves comparable. */
final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadTime() {}

    /** Of the calling thread, in nanoseconds. */
    static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Of the whole process, in nanoseconds: compilation and garbage collection too. */
    static long ofProcess() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
