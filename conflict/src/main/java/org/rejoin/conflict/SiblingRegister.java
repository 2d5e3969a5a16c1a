package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Parts;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalContext;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.CausalEdited;
import org.rejoin.crdt.kernel.CausalJoined;
import org.rejoin.crdt.kernel.CausalSettling;
import org.rejoin.crdt.kernel.CausalSummary;
import org.rejoin.crdt.kernel.DotFun;

/**
 * A register that keeps all concurrent values until a writer who saw them replaces them: a dotted
 * version vector set. What readers see of several is up to a {@link Resolver}, asked on reads only;
 * the state, its bytes and its digest know nothing of it.
 *
 * <p>State: one dot per unreplaced put with stamp and value bytes (and, if asked for, those of the
 * value it replaced), and the causal context. The bytes travel unchanged from their writer, so that
 * the codec need not be canonical. Costs: edit, join of a delta and read O(siblings); 3 to 6 bytes
 * a sibling beside stamp (8) and value, 11 bytes a replica that ever wrote. Joins never drop a
 * sibling, however many there are; puts that would add one beyond a cap are refused.
 *
 * <p>Immutable and thread-safe. Reads throw {@link org.rejoin.crdt.codec.MalformedBytesException}
 * where the codec cannot decode a value, joins never.
 *
 * <p>Paper: Almeida et al., <i>Scalable and accurate causality tracking for eventually consistent
 * stores</i> (dotted version vectors), DAIS 2014.
 */
public final class SiblingRegister<V>
    implements Editable<SiblingRegister<V>, SiblingRegister.Editor<V>> {
  private final SiblingType<V> type;
  private final Causal<DotFun<Version>> state;

  SiblingRegister(SiblingType<V> type, Causal<DotFun<Version>> state) {
    this.type = type;
    this.state = state;
  }

  /** The type of registers whose values {@code codec} writes, canonical or not. */
  public static <V> CrdtType<SiblingRegister<V>> type(Codec<V> codec) {
    return type(codec, SiblingOptions.defaults());
  }

  /** The type of registers that are kept as {@code options} say. */
  public static <V> CrdtType<SiblingRegister<V>> type(Codec<V> codec, SiblingOptions options) {
    return new SiblingType<>(codec, options);
  }

  /** The register nobody has put anything in: bottom. */
  public static <V> SiblingRegister<V> empty(Codec<V> codec) {
    return type(codec).bottom();
  }

  /** All concurrent values. */
  public Siblings<V> siblings() {
    return Versions.siblings(type.codec(), state.store());
  }

  /** The values as {@code resolver} shows them. Does not throw what the resolver throws. */
  public Resolved<V> resolve(Resolver<V> resolver) {
    return resolve(siblings(), resolver);
  }

  /**
   * The same, with the values marked that are ahead of the reader's clock.
   *
   * @param limit the reader's clock and {@code max-drift}, see {@link Siblings#asOf}
   */
  public Resolved<V> resolve(Resolver<V> resolver, Hlc limit) {
    return resolve(siblings().asOf(limit), resolver);
  }

  Resolved<V> resolve(Siblings<V> siblings, Resolver<V> resolver) {
    return Resolved.of(siblings, resolver, type.codec(), type.options().maxBytes());
  }

  /** What is beyond the caps. Joins lead there; only puts that would add to it are refused. */
  public Optional<SiblingOverflow> overflow() {
    DotFun<Version> live = state.store();
    return type.overflow(live.size(), Versions.sizeBytes(live));
  }

  /** Covers all values that are in the register now; of epoch 0, see {@link Token#inEpoch}. */
  public Token token() {
    return Versions.token(state.store());
  }

  @Override
  public Edited<SiblingRegister<V>> edit(Origin origin, Consumer<Editor<V>> change) {
    Editor<V> editor = new Editor<>(type, state, origin);
    try {
      change.accept(editor);
      CausalEdited<DotFun<Version>> edited = editor.finish();
      return new Edited<>(of(edited.state()), of(edited.delta()));
    } finally {
      editor.ended = true;
    }
  }

  @Override
  public CrdtType<SiblingRegister<V>> type() {
    return type;
  }

  @Override
  public boolean isBottom() {
    return state.isBottom();
  }

  @Override
  public Joined<SiblingRegister<V>> join(SiblingRegister<V> other, JoinReport report) {
    requireSameType(other);
    CausalJoined<DotFun<Version>> joined = state.join(other.state, report);
    return new Joined<>(of(joined.state()), of(joined.novelty()));
  }

  @Override
  public Joined<SiblingRegister<V>> join(
      SiblingRegister<V> other, Sealed sealed, boolean whole, JoinReport report) {
    requireSameType(other);
    CausalJoined<DotFun<Version>> joined =
        CausalSettling.join(state, other.state, sealed, whole, report);
    return new Joined<>(of(joined.state()), of(joined.novelty()));
  }

  private void requireSameType(SiblingRegister<V> other) {
    if (!type.equals(other.type)) {
      throw new IncompatibleTypeException(type.tag(), other.type.tag());
    }
  }

  @Override
  public SiblingRegister<V> settle(Settlement settlement) {
    return of(CausalSettling.settle(state, settlement));
  }

  @Override
  public Stream<SiblingRegister<V>> decompose() {
    return state.decompose().map(this::of);
  }

  @Override
  public List<SiblingRegister<V>> halves() {
    return state.halves().stream().map(this::of).toList();
  }

  @Override
  public Summary summary() {
    return state.summary();
  }

  @Override
  public SiblingRegister<V> deltaSince(Summary peer) {
    return of(state.deltaSince(seen(peer)));
  }

  @Override
  public SiblingRegister<V> deltaSince(Summary peer, Sealed sealed) {
    return of(CausalSettling.deltaSince(state, seen(peer), sealed));
  }

  @Override
  public Parts<SiblingRegister<V>> parts() {
    return new SiblingParts<>(this);
  }

  Causal<DotFun<Version>> causal() {
    return state;
  }

  CausalSummary seen(Summary peer) {
    if (peer instanceof CausalSummary causal) {
      return causal;
    }
    throw new IncompatibleTypeException(type.tag(), peer.getClass().getSimpleName());
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, SiblingRegister<V> before) {
    return state.showsReuseOf(self, before.state);
  }

  @Override
  public void write(CanonicalOut out) {
    state.write(out);
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    return state.digest(suite);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SiblingRegister<?> register
        && type.equals(register.type)
        && state.equals(register.state);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + state.hashCode();
  }

  @Override
  public String toString() {
    return "SiblingRegister" + state;
  }

  @SuppressWarnings("ReferenceEquality") // saves an object, nothing depends on it
  SiblingRegister<V> of(Causal<DotFun<Version>> other) {
    return other == state ? this : new SiblingRegister<>(type, other);
  }

  /** Changes a register within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<V> {
    /** A client that puts on and on without reading would else collect an endless token. */
    private static final int MAX_TOKEN_RUNS = 64;

    private final SiblingType<V> type;
    private final Causal<DotFun<Version>> before;
    private final CausalEdit edit;
    private final Coverage coverage;
    private DotFun<Version> live;
    private boolean ended;
    private long epoch;

    private Editor(SiblingType<V> type, Causal<DotFun<Version>> before, Origin origin) {
      this.type = type;
      this.before = before;
      this.edit = before.startEdit(origin);
      this.live = before.store();
      this.coverage = new Coverage(origin.replica(), before.context());
    }

    /**
     * Says in which delete epoch the register is edited: 0 if this is not called. The store does,
     * before the application's function runs.
     *
     * @throws IllegalArgumentException if there is no such epoch
     */
    public Editor<V> inEpoch(long current) {
      live();
      epoch = Token.checkEpoch(current);
      return this;
    }

    /** The values so far, with the changes of this edit. */
    public Siblings<V> siblings() {
      return Versions.siblings(type.codec(), live()).inEpoch(epoch);
    }

    /** Covers all values so far. */
    public Token token() {
      return Versions.token(live()).inEpoch(epoch);
    }

    /** Replaces all values that this replica sees. The result covers the new value. */
    public Token put(V value) {
      Dot dot = replace(live().dots(), encoded(value));
      return Token.of(CausalContext.of(dot)).inEpoch(epoch);
    }

    /**
     * Replaces the values that {@code shown} covers, here and, once this edit gets there, anywhere;
     * others become its siblings. The result covers what {@code shown} does and the new value, for
     * the next put of the same writer. A token of an earlier delete epoch covers nothing any more.
     *
     * @throws IllegalArgumentException if the token is of another object, or the codec refuses the
     *     value
     * @throws TokenAheadException if the token is of a delete epoch that has not come here yet
     * @throws SiblingOverflowException if it would add a sibling beyond the caps
     */
    public Token put(V value, Token shown) {
      Bytes bytes = encoded(value);
      CausalContext covered = shown.shownIn(epoch);
      CausalContext ahead = coverage.ahead(covered);
      Dot dot = replace(shownHere(covered), bytes);
      coverage.cover(ahead);
      if (covered.runCount() > MAX_TOKEN_RUNS) {
        covered = covered.minus(coverage.known());
      }
      return Token.of(covered.add(dot)).inEpoch(epoch);
    }

    /**
     * Removes the values that {@code shown} covers; others stay.
     *
     * @throws TokenAheadException as {@link #put(Object, Token)}
     */
    public Editor<V> remove(Token shown) {
      CausalContext covered = shown.shownIn(epoch);
      CausalContext ahead = coverage.ahead(covered);
      kill(shownHere(covered));
      coverage.cover(ahead);
      return this;
    }

    /** Removes all values that this replica sees. */
    public Editor<V> clear() {
      kill(live().dots());
      return this;
    }

    /**
     * Puts the result of a resolver in place of the siblings it was made of. Does nothing if not
     * all of these are here any more: who replaced one of them may have meant to drop it. Nor in
     * another delete epoch, where others may stand under the same dots.
     */
    public Editor<V> writeBack(WriteBack result) {
      CausalContext replaced = result.token().shown();
      if (result.token().epoch() != epoch
          || !CausalContext.of(live().dots()).containsAll(replaced)) {
        return this;
      }
      kill(shownHere(replaced));
      if (result.version() != null) {
        add(result.version());
      }
      return this;
    }

    private DotFun<Version> live() {
      if (ended) {
        throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
      }
      return live;
    }

    private Bytes encoded(V value) {
      return Bytes.wrap(type.codec().encode(value));
    }

    private Dot replace(List<Dot> old, Bytes value) {
      Version version =
          new Version(edit.stamp(), null, value, type.options().bases() ? base(old) : null);
      if (old.isEmpty() && !live.isEmpty()) {
        long sizeBytes = Versions.sizeBytes(live) + version.sizeBytes();
        type.overflow(live.size() + 1, sizeBytes).ifPresent(Editor::refuse);
      }
      kill(old);
      return add(version);
    }

    private static void refuse(SiblingOverflow overflow) {
      throw new SiblingOverflowException(overflow);
    }

    /** What all of {@code old} say; a put of this edit stands for what it replaced itself. */
    private @Nullable Bytes base(List<Dot> old) {
      Bytes common = null;
      for (Dot dot : old) {
        Version version = live.get(dot);
        Bytes value = version == null ? null : edit.isNew(dot) ? version.base() : version.value();
        if (value == null || (common != null && !common.equals(value))) {
          return null;
        }
        common = value;
      }
      return common;
    }

    private Dot add(Version version) {
      Dot dot = edit.newDot();
      coverage.made(dot);
      live = live.put(dot, version);
      return dot;
    }

    private List<Dot> shownHere(CausalContext covered) {
      List<Dot> here = new ArrayList<>();
      live().forEachDotIn(covered, here::add);
      return here;
    }

    private void kill(List<Dot> dots) {
      edit.killAll(dots);
      live = live.minus(dots);
    }

    private CausalEdited<DotFun<Version>> finish() {
      return coverage.applyTo(before.finish(edit, live), type);
    }
  }
}
