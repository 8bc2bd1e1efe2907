package org.subtext.web.runs;

import java.util.function.Function;
import java.util.function.Supplier;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Work;

/**
 * What would be started: nothing is yet.
 *
 * @param run its name
 * @param plan the plan file that it amounts to, every default spelled out
 * @param price in a sentence; may take a while to find out
 * @param begins starts it
 */
record Planned(String run, String plan, Supplier<String> price, Function<Door, Work<?>> begins) {}
