package org.rejoin.crdt;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/** The parts of what is there; whether something is there is in the outline. */
record OptionParts<A extends Editable<A, E>, E>(Option<A, E> option)
    implements Parts<Option<A, E>> {
  @Override
  public Summary outline() {
    return new Option.OptionSummary(
        option.value().map(value -> value.parts().outline()).orElse(null));
  }

  @Override
  public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
    option.value().ifPresent(value -> value.parts().forEach(suite, action));
  }

  @Override
  public Option<A, E> choose(HashSuite suite, Predicate<? super Digest128> chosen) {
    return option
        .value()
        .map(value -> option.known(value.parts().choose(suite, chosen)))
        .orElse(option);
  }

  @Override
  public Summary names(Option<A, E> some) {
    return new Option.OptionSummary(
        option.value().map(value -> value.parts().names(of(some, value))).orElse(null));
  }

  @Override
  public Option<A, E> missing(Peer<Option<A, E>> peer, Sealed sealed) {
    String tag = option.type().tag();
    Summary outline = Option.OptionSummary.of(peer.outline(), tag).value();
    @Nullable Summary names = Option.OptionSummary.of(peer.names(), tag).value();
    if (option.value().isEmpty() || outline == null) {
      return option;
    }
    A value = option.value().get();
    A nothing = value.type().bottom();
    Summary told = names == null ? value.parts().names(nothing) : names;
    return option.known(
        value.parts().missing(new Peer<>(outline, of(peer.lacking(), value), told), sealed));
  }

  private A of(Option<A, E> some, A value) {
    return some.value().orElse(value.type().bottom());
  }
}
