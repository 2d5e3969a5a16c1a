package org.rejoin.benchmarks.crdt;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.HashSuite;

/** A type of ours: its states are its deltas. */
final class RejoinContender<S extends Editable<S, E>, E> implements Contender<S, S> {
  /** Ids as a node draws them: all 64 bits in use. */
  private static final long ID_STEP = 0x9E3779B97F4A7C15L;

  private static final long FIRST_MILLIS = 1_700_000_000_000L;

  private final HashSuite suite = HashSuites.sipHash(new byte[32]);
  private final CrdtType<S> type;
  private final ObjIntConsumer<E> add;
  private final ObjIntConsumer<E> remove;
  private final View<S> view;
  private Hlc clock = Hlc.ofMillis(FIRST_MILLIS);

  RejoinContender(CrdtType<S> type, ObjIntConsumer<E> add, ObjIntConsumer<E> remove, View<S> view) {
    this.type = type;
    this.add = add;
    this.remove = remove;
    this.view = view;
  }

  @Override
  public S bottom() {
    return type.bottom();
  }

  @Override
  public Change<S, S> addAll(S state, int writer, int first, int count) {
    return edit(
        state,
        writer,
        editor -> {
          for (int item = first; item < first + count; item++) {
            add.accept(editor, item);
          }
        });
  }

  @Override
  public Change<S, S> remove(S state, int writer, int item) {
    return edit(state, writer, editor -> remove.accept(editor, item));
  }

  private Change<S, S> edit(S state, int writer, Consumer<E> change) {
    clock = Hlc.ofMillis(clock.millis() + 1);
    Origin origin = new Origin(new ReplicaId((writer + 1) * ID_STEP), clock);
    Edited<S> edited = state.edit(origin, change);
    return new Change<>(edited.state(), edited.delta());
  }

  @Override
  public S apply(S state, S delta) {
    return state.join(delta, JoinReport.none()).state();
  }

  @Override
  public S merge(S state, S other) {
    return state.join(other, JoinReport.none()).state();
  }

  @Override
  public byte[] encode(S state) {
    return state.toBytes();
  }

  @Override
  public S decode(byte[] bytes) {
    return type.read(bytes);
  }

  @Override
  public byte[] encodeDelta(S delta) {
    return delta.toBytes();
  }

  @Override
  public byte[] pack(S delta) {
    return delta.toBytes();
  }

  @Override
  public S unpack(byte[] packed) {
    return type.read(packed);
  }

  @Override
  public Object digest(S state) {
    return state.digest(suite);
  }

  @Override
  public boolean isDigestCanonical() {
    return true;
  }

  @Override
  public int count(S state) {
    return view.count().applyAsInt(state);
  }

  @Override
  public @Nullable String shown(S state, int item) {
    return view.item().of(state, item);
  }
}
