package org.rejoin.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rejoin.crdt.Crdt;

/**
 * How a read ended. Node ids are sorted.
 *
 * @param <S> the data type
 */
public sealed interface ReadResult<S extends Crdt<S>> {
  /** Calls the function for this case. */
  <R> R match(
      Function<Found<S>, R> found,
      Function<Absent<S>, R> absent,
      Function<Unknown<S>, R> unknown,
      Function<Unavailable<S>, R> unavailable,
      Function<Rejected<S>, R> rejected);

  /** The state if one was found at the level asked for. */
  default Optional<S> found() {
    return match(
        found -> Optional.of(found.value()),
        absent -> Optional.empty(),
        unknown -> Optional.empty(),
        unavailable -> Optional.empty(),
        rejected -> Optional.empty());
  }

  /** What a reader of this has seen of the key, for later reads; empty if nothing was shown. */
  default Optional<KeyToken> token(String keyspace, String id) {
    return match(
        found ->
            Optional.of(
                KeyToken.of(keyspace, id, found.epoch(), found.value().summary().toBytes())),
        absent -> Optional.of(KeyToken.of(keyspace, id, absent.epoch(), new byte[0])),
        unknown -> Optional.empty(),
        unavailable -> Optional.empty(),
        rejected -> Optional.empty());
  }

  /**
   * The join of what {@code from} had.
   *
   * @param epoch how often the key has been deleted
   */
  record Found<S extends Crdt<S>>(S value, long epoch, List<String> from) implements ReadResult<S> {
    @Override
    public <R> R match(
        Function<Found<S>, R> found,
        Function<Absent<S>, R> absent,
        Function<Unknown<S>, R> unknown,
        Function<Unavailable<S>, R> unavailable,
        Function<Rejected<S>, R> rejected) {
      return found.apply(this);
    }
  }

  /**
   * None of {@code from} has ever heard of the key, or it was deleted and not written since.
   *
   * @param epoch how often the key has been deleted
   */
  record Absent<S extends Crdt<S>>(long epoch, List<String> from) implements ReadResult<S> {
    @Override
    public <R> R match(
        Function<Found<S>, R> found,
        Function<Absent<S>, R> absent,
        Function<Unknown<S>, R> unknown,
        Function<Unavailable<S>, R> unavailable,
        Function<Rejected<S>, R> rejected) {
      return absent.apply(this);
    }
  }

  /** The deadline passed with too few answers. */
  record Unknown<S extends Crdt<S>>(List<String> from, List<String> pending)
      implements ReadResult<S> {
    @Override
    public <R> R match(
        Function<Found<S>, R> found,
        Function<Absent<S>, R> absent,
        Function<Unknown<S>, R> unknown,
        Function<Unavailable<S>, R> unavailable,
        Function<Rejected<S>, R> rejected) {
      return unknown.apply(this);
    }
  }

  /** The level was out of reach; nobody was asked, or all who were asked left. */
  record Unavailable<S extends Crdt<S>>(String why) implements ReadResult<S> {
    @Override
    public <R> R match(
        Function<Found<S>, R> found,
        Function<Absent<S>, R> absent,
        Function<Unknown<S>, R> unknown,
        Function<Unavailable<S>, R> unavailable,
        Function<Rejected<S>, R> rejected) {
      return unavailable.apply(this);
    }
  }

  /** The read was refused. */
  record Rejected<S extends Crdt<S>>(RejectedCode code, String detail) implements ReadResult<S> {
    @Override
    public <R> R match(
        Function<Found<S>, R> found,
        Function<Absent<S>, R> absent,
        Function<Unknown<S>, R> unknown,
        Function<Unavailable<S>, R> unavailable,
        Function<Rejected<S>, R> rejected) {
      return rejected.apply(this);
    }
  }
}
