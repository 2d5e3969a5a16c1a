package org.rejoin.crdt.stability;

import java.util.SortedMap;
import org.rejoin.crdt.ReplicaId;

/**
 * What a member tells the proposer, once when it answers and once when it confirms.
 *
 * @param cut which attempt it speaks of
 * @param from the member
 * @param met the ids it has exchanged data with and that are not sealed: these have to agree too
 * @param ceilings for ids that the cut seals, how far it knows their updates; empty in
 *     confirmations
 */
public record Answer(CutId cut, ReplicaId from, Ids met, SortedMap<ReplicaId, Ceiling> ceilings) {}
