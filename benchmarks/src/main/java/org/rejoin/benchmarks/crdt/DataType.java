package org.rejoin.benchmarks.crdt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The types under measurement, named as in the API in lower case. */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
enum DataType {
  GCOUNTER(Shape.COUNTER, false, size -> RejoinTypes.gCounter(), size -> PekkoTypes.gCounter()),
  PNCOUNTER(Shape.COUNTER, true, size -> RejoinTypes.pnCounter(), size -> PekkoTypes.pnCounter()),
  RESETTABLECOUNTER(Shape.COUNTER, true, size -> RejoinTypes.resettableCounter(), null),
  BOUNDEDCOUNTER(Shape.COUNTER, true, size -> RejoinTypes.boundedCounter(), null),
  GSET(Shape.SET, false, size -> RejoinTypes.gSet(), size -> PekkoTypes.gSet()),
  ORSET(Shape.SET, true, size -> RejoinTypes.orSet(), size -> PekkoTypes.orSet()),
  ORMAP(Shape.SET, true, size -> RejoinTypes.orMap(), size -> PekkoTypes.orMap()),
  RWSET(Shape.SET, true, size -> RejoinTypes.rwSet(), null),
  EWFLAG(Shape.FLAG, false, size -> RejoinTypes.ewFlag(), size -> PekkoTypes.flag()),
  DWFLAG(Shape.FLAG, false, size -> RejoinTypes.dwFlag(), null),
  COUNTERMAP(Shape.SET, true, size -> RejoinTypes.counterMap(), size -> PekkoTypes.counterMap()),
  ORMULTIMAP(Shape.SET, true, size -> RejoinTypes.orMultiMap(), size -> PekkoTypes.orMultiMap()),
  MVREGISTER(Shape.REGISTER, false, RejoinTypes::mvRegister, null),
  LWWREGISTER(Shape.REGISTER, false, RejoinTypes::lwwRegister, PekkoTypes::lwwRegister),
  LWWMAP(Shape.SET, true, size -> RejoinTypes.lwwMap(), size -> PekkoTypes.lwwMap());

  /** A flag has no size. */
  private static final int ONE_SIZE = 10;

  /** Nobody has a million replica ids. */
  private static final int MOST_IDS = 100_000;

  /** Of types whose edits look at all ids: each id is an incarnation of a node. */
  private static final int MOST_IDS_LOOKED_AT = 1_000;

  /** More than are made to build the replicas of one size. */
  private static final int EDITS_AN_ITEM = 2;

  private static final int EDITS_BESIDES = 1_000;

  private final Shape shape;
  private final boolean removes;
  private final IntFunction<Contender<?, ?>> rejoin;
  private final @Nullable IntFunction<Contender<?, ?>> pekko;

  DataType(
      Shape shape,
      boolean removes,
      IntFunction<Contender<?, ?>> rejoin,
      @Nullable IntFunction<Contender<?, ?>> pekko) {
    this.shape = shape;
    this.removes = removes;
    this.rejoin = rejoin;
    this.pekko = pekko;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean has(Measure measure) {
    return (removes || !measure.isRemoval()) && (shape == Shape.SET || !measure.isOfMany());
  }

  /** The largest size that means anything. */
  int maxSize() {
    return switch (this) {
      case EWFLAG, DWFLAG -> ONE_SIZE;
      case GCOUNTER, PNCOUNTER -> MOST_IDS;
      case RESETTABLECOUNTER, BOUNDEDCOUNTER -> MOST_IDS_LOOKED_AT;
      default -> Integer.MAX_VALUE;
    };
  }

  /** Who has it. */
  List<Library> libraries() {
    return pekko == null ? List.of(Library.REJOIN) : List.of(Library.REJOIN, Library.PEKKO);
  }

  /** Reads the replicas from {@code directory}, or builds them and leaves them there. */
  Cell<?, ?> cell(Library library, int size, Path directory) {
    IntFunction<Contender<?, ?>> factory = library == Library.REJOIN ? rejoin : pekko;
    if (factory == null) {
      throw new IllegalArgumentException(library + " has no " + id());
    }
    return cell(factory.apply(size), size, directory.resolve(id() + "-" + library + "-" + size));
  }

  private <S, D> Cell<S, D> cell(Contender<S, D> contender, int size, Path file) {
    Replicas replicas =
        ReplicaFile.readOrBuild(
            file, () -> new Replicas.Builder<>(contender, shape, size, removes).build());
    contender.resumeAfter(EDITS_AN_ITEM * size + EDITS_BESIDES);
    return new Cell<>(contender, shape, size, removes, replicas);
  }
}
