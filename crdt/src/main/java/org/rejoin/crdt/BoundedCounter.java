package org.rejoin.crdt;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A counter that never passes a bound, without asking anybody: who moves it towards the bound needs
 * <em>rights</em>, which come from moving it away, and can be given to others. With a lower bound
 * (stock) an increment mints rights for its replica and a decrement spends them; an upper bound
 * (seats) is the mirror. The value starts at the bound.
 *
 * <p>State: per replica i what it minted R[i][i], spent U[i] and gave R[i][j]; join takes the
 * maximum of each cell. The rights of i are R[i][i] + received - given - U[i]; together all rights
 * are the distance of the value from the bound. About 10 bytes a replica id and 4 a transfer. Cost,
 * with r ids and t pairs that ever transferred: edit O(log r + t), delta apply O(log r), with a
 * transfer O(t), {@link #value()} O(1), full merge O(r + t), one hash a transfer in the digest.
 *
 * <p>Lack of rights fails the call with {@link InsufficientRightsException}, overflow with {@link
 * ArithmeticException}, before anything changed. Only the giver can transfer; only who spent can
 * take it back, by minting as much.
 *
 * <p>Identity: row i is written by one copy of the object under id i only, and has to be durable
 * before an edit is answered; an id whose state was lost must never edit again: see {@link
 * #showsReuseOf}. What two copies under one id spend may pass the bound; {@link #value()} never
 * shows that, nor what is seen in part (spends before the mints they used): it stays at the bound.
 *
 * <p>Rows of sealed ids stay at a stability cut: others live on what such an id gave them, and the
 * next start of its node, on the same disk, may still give away what its row has left.
 *
 * <p>Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Balegas et al., <i>Extending Eventually Consistent Cloud Databases for Enforcing
 * Numeric Invariants</i>, SRDS 2015, section 4.
 */
@SuppressWarnings("exports") // rights show only in what the hidden superclass is made of
public final class BoundedCounter
    extends LatticeCrdt<BoundedCounter, Rights, BoundedCounter.Editor> {
  private final Bound bound;

  private BoundedCounter(Type type, Rights rights) {
    super(type, rights);
    this.bound = type.bound;
  }

  /** Counters that start at {@code bound} and never fall below it. */
  public static CrdtType<BoundedCounter> atLeast(long bound) {
    return new Type(new Bound(bound, 1));
  }

  /** Counters that start at {@code bound} and never rise above it. */
  public static CrdtType<BoundedCounter> atMost(long bound) {
    return new Type(new Bound(bound, -1));
  }

  /** The value; O(1). Throws {@link ArithmeticException} where it does not fit in a long. */
  public long value() {
    return bound.at(lattice().cells().total()).toLong();
  }

  /** The value, whatever its size. */
  public BigInteger valueExact() {
    return bound.at(lattice().cells().total()).toBigInteger();
  }

  /**
   * How much {@code replica} may spend or give, as far as known here; for the own replica that is
   * never more than it truly has.
   */
  public long rights(ReplicaId replica) {
    return lattice().local(replica);
  }

  /** The rights of all replicas that ever changed or received anything, as far as known here. */
  public SortedMap<ReplicaId, Long> rights() {
    SortedMap<ReplicaId, Long> rights = new TreeMap<>();
    lattice().replicas().forEach(id -> rights.put(id, rights(id)));
    return rights;
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, BoundedCounter before) {
    return lattice().isWriter(self);
  }

  /** Such as {@code BoundedCounter[min=0]{0000000000000001: +3 -1}}. */
  @Override
  public String toString() {
    return "BoundedCounter[" + bound + "]" + lattice();
  }

  /**
   * Where the value starts.
   *
   * @param away 1 if it moves up from there, -1 if down
   */
  private record Bound(long start, int away) {
    /** The value after {@code distance} from the bound; at the bound if it were beyond. */
    WideSum at(WideSum distance) {
      if (distance.high() < 0) {
        return WideSum.ZERO.plus(start);
      }
      WideSum move = away > 0 ? distance : distance.negated();
      return move.plus(start);
    }

    /** As it stands in a tag. */
    @Override
    public String toString() {
      return (away > 0 ? "min=" : "max=") + start;
    }
  }

  /** Changes a counter within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor extends LatticeEditor {
    private final Rights before;
    private final ReplicaId self;
    private final Bound bound;
    private WideSum distance;
    private long minted;
    private long spent;
    private Transfers given = Transfers.NONE;

    private Editor(Rights before, ReplicaId self, Bound bound) {
      this.before = before;
      this.self = self;
      this.bound = bound;
      this.distance = before.cells().total();
      this.minted = before.cells().up(self);
      this.spent = before.cells().down(self);
    }

    /** The value so far, with the changes of this edit. */
    public long value() {
      requireAlive();
      return bound.at(distance).toLong();
    }

    /** What this replica may still spend or give. */
    public long rights() {
      requireAlive();
      Transfers transfers = before.transfers().join(given).state();
      return new Rights(CounterCells.row(self, minted, spent), transfers).local(self);
    }

    /** Adds {@code amount}, 0 or more; with an upper bound this needs rights. */
    public Editor increment(long amount) {
      return move(amount, bound.away > 0);
    }

    /** Takes {@code amount} off, 0 or more; with a lower bound this needs rights. */
    public Editor decrement(long amount) {
      return move(amount, bound.away < 0);
    }

    private Editor move(long amount, boolean away) {
      requireAlive();
      requireNotNegative(amount);
      if (away) {
        WideSum further = distance.plus(amount);
        bound.at(further).toLong();
        minted = Math.addExact(minted, amount);
        distance = further;
      } else {
        requireRights(amount);
        spent = Math.addExact(spent, amount);
        distance = distance.plus(-amount);
      }
      return this;
    }

    /** Gives rights for {@code amount}, 0 or more, to another replica. */
    public Editor transfer(ReplicaId to, long amount) {
      requireAlive();
      requireNotNegative(amount);
      if (to.equals(self)) {
        throw new IllegalArgumentException("a replica cannot give rights to itself: " + to);
      }
      requireRights(amount);
      long so = before.transfers().join(given).state().amount(self, to);
      given = given.join(Transfers.row(self, to, Math.addExact(so, amount))).state();
      return this;
    }

    private void requireRights(long amount) {
      long have = rights();
      if (have < amount) {
        throw new InsufficientRightsException(self, have, amount);
      }
    }

    private Rights delta() {
      return new Rights(CounterCells.row(self, minted, spent), given);
    }

    private Rights close() {
      end();
      return delta();
    }
  }

  private static final class Type extends LatticeType<BoundedCounter, Rights, Editor> {
    private final Bound bound;

    Type(Bound bound) {
      super("boundedcounter/1<" + bound + ">", Rights.NONE);
      this.bound = bound;
    }

    @Override
    BoundedCounter state(Rights rights) {
      return new BoundedCounter(this, rights);
    }

    @Override
    Editor openEditor(Rights before, ReplicaId self) {
      return new Editor(before, self, bound);
    }

    @Override
    Rights closeEditor(Editor editor) {
      return editor.close();
    }

    @Override
    void write(Rights rights, CanonicalOut out) {
      rights.write(out);
    }

    @Override
    Rights readLattice(CanonicalIn in) {
      return Rights.read(in);
    }
  }
}
