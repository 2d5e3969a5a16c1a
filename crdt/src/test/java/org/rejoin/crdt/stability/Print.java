package org.rejoin.crdt.stability;

import org.jspecify.annotations.Nullable;

/** A running 64-bit hash. */
final class Print {
  private long hash = 0x243F6A8885A308D3L;

  Print add(long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    hash = mixed ^ mixed >>> 29;
    return this;
  }

  Print add(CutId cut) {
    return add(cut.number() * 256 + cut.proposer().value() * 16 + cut.attempt());
  }

  Print add(@Nullable Cut cut) {
    if (cut == null) {
      return add(-1);
    }
    add(cut.id());
    for (Seal seal : cut.seals()) {
      add(seal);
    }
    return this;
  }

  Print add(Seal seal) {
    return add(seal.id().value())
        .add(seal.heir().map(id -> id.value()).orElse(0L))
        .add(seal.ceiling().of(0));
  }

  Print add(Ids ids) {
    return add(World.mask(ids));
  }

  Print add(Node node) {
    CutMember member = node.member();
    add(node.alive() ? 1 : 0).add(member.at()).add(member.met()).add(member.ended());
    add(member.open());
    for (CutId cut : member.confirmed()) {
      add(cut);
    }
    add(node.data().code());
    CutProposer proposer = node.proposer();
    if (proposer != null) {
      add(proposer.cut()).add(proposer.required());
      add(proposer.answered()).add(proposer.confirmed());
      add(node.pending().code());
    }
    add((node.attempts() * 16L + node.archive()) * 2 + (node.replayed() ? 1 : 0));
    for (Seal seal : node.seals()) {
      add(seal);
    }
    return this;
  }

  long done() {
    return hash;
  }
}
