package org.rejoin.benchmarks.crdt;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/** The types that both libraries have, named as in the API in lower case. */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
enum DataType {
  GCOUNTER(Shape.COUNTER, false, size -> RejoinTypes.gCounter(), size -> PekkoTypes.gCounter()),
  PNCOUNTER(Shape.COUNTER, true, size -> RejoinTypes.pnCounter(), size -> PekkoTypes.pnCounter()),
  ORSET(Shape.SET, true, size -> RejoinTypes.orSet(), size -> PekkoTypes.orSet()),
  ORMAP(Shape.SET, true, size -> RejoinTypes.orMap(), size -> PekkoTypes.orMap()),
  LWWREGISTER(Shape.REGISTER, false, RejoinTypes::lwwRegister, PekkoTypes::lwwRegister),
  LWWMAP(Shape.SET, true, size -> RejoinTypes.lwwMap(), size -> PekkoTypes.lwwMap());

  private final Shape shape;
  private final boolean removes;
  private final IntFunction<Contender<?, ?>> rejoin;
  private final IntFunction<Contender<?, ?>> pekko;

  DataType(
      Shape shape,
      boolean removes,
      IntFunction<Contender<?, ?>> rejoin,
      IntFunction<Contender<?, ?>> pekko) {
    this.shape = shape;
    this.removes = removes;
    this.rejoin = rejoin;
    this.pekko = pekko;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean has(Measure measure) {
    return removes || !measure.isRemoval();
  }

  Cell<?, ?> cell(Library library, int size) {
    return cell((library == Library.REJOIN ? rejoin : pekko).apply(size), size);
  }

  private <S, D> Cell<S, D> cell(Contender<S, D> contender, int size) {
    return new Cell<>(contender, shape, size, removes);
  }

  static DataType of(String id) {
    return Arrays.stream(values())
        .filter(type -> type.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such type: " + id));
  }
}
