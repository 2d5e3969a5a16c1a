package org.rejoin.crdt.laws;

import java.util.Set;
import org.rejoin.crdt.Dot;

/**
 * One operation that some replica made.
 *
 * @param id who made it, and its number there; not the dot that the type spends on it
 * @param stamp the clock reading of its edit
 * @param op the operation
 * @param saw all events its replica had applied before
 * @param replaced the writes among them that it took effect on
 * @param <O> operations
 */
public record SpecEvent<O>(Dot id, long stamp, O op, Set<Dot> saw, Set<Dot> replaced) {}
