package org.rejoin.crdt;

/**
 * A type whose states can be reset by what was observed, and so may live inside an {@link ORMap}:
 * {@link ORSet}, {@link RWSet}, {@link EWFlag}, {@link DWFlag}, {@link MVRegister}, {@link
 * LWWRegister}, {@link ResettableCounter}, {@link LWWMap}, {@link ORMultiMap}, {@link CounterMap},
 * {@link ORMap}. Counters that only grow cannot.
 *
 * @param <S> the data type
 * @param <E> its editor
 */
public sealed interface NestableType<S extends Editable<S, E>, E> extends CrdtType<S>
    permits CausalType {}
