package org.rejoin.conflict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.codec.Codec;

/**
 * How a keyspace deals with concurrent values: mode, resolver in all versions that this member can
 * run, caps. Fixed when the keyspace is opened; immutable and thread-safe, if the resolvers are.
 *
 * <p>To change what a resolver decides, raise its version and keep the old one at hand with {@link
 * #alsoKnowing} until all members run the new release: meanwhile reads use the newest version that
 * all have, and nothing is written back. In {@link ConflictMode#LATTICE} the version is part of the
 * type and states of two versions do not join.
 */
public final class ConflictSettings<V> {
  private final ConflictMode mode;
  private final List<Resolver<V>> resolvers;
  private final Duration delay;
  private final SiblingOptions options;

  private ConflictSettings(
      ConflictMode mode, List<Resolver<V>> resolvers, Duration delay, SiblingOptions options) {
    this.mode = mode;
    this.resolvers = List.copyOf(resolvers);
    this.delay = delay;
    this.options = options;
  }

  private static <V> ConflictSettings<V> of(
      ConflictMode mode, Resolver<V> resolver, Duration delay) {
    ResolverId.of(resolver);
    return new ConflictSettings<>(mode, List.of(resolver), delay, SiblingOptions.defaults());
  }

  /** Siblings stay; readers see what {@code resolver} makes of them. */
  public static <V> ConflictSettings<V> onRead(Resolver<V> resolver) {
    return of(ConflictMode.ON_READ, resolver, Duration.ZERO);
  }

  /**
   * The home of a key replaces siblings by what {@code resolver} makes of them.
   *
   * @param resolver has to keep {@link org.rejoin.conflict.laws.ResolverLaw#WRITE_BACK}
   * @param delay how long a set of siblings has to stand before; 0 or more
   */
  public static <V> ConflictSettings<V> writeBack(Resolver<V> resolver, Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay cannot be negative: " + delay);
    }
    return of(ConflictMode.WRITE_BACK, resolver, delay);
  }

  /**
   * Joins merge with {@code resolver}: for {@link LatticeRegister}s. It runs in the store's own
   * steps: read {@link ConflictMode#LATTICE} about what it must not do there.
   *
   * @param resolver has to keep {@link org.rejoin.conflict.laws.ResolverLaw#LATTICE} and {@link
   *     org.rejoin.conflict.laws.ResolverLaw#COST}
   */
  public static <V> ConflictSettings<V> lattice(Resolver<V> resolver) {
    return of(ConflictMode.LATTICE, resolver, Duration.ZERO);
  }

  /**
   * The same, with another version of the resolver at hand.
   *
   * @throws IllegalArgumentException if it has another name, or its version is known, or in LATTICE
   *     mode, where the type names the version
   */
  public ConflictSettings<V> alsoKnowing(Resolver<V> other) {
    ResolverId id = ResolverId.of(other);
    if (mode == ConflictMode.LATTICE || !id.name().equals(resolver().name())) {
      throw new IllegalArgumentException(
          id + " cannot stand in for " + ResolverId.of(resolver()) + " in mode " + mode);
    }
    if (find(id.version()).isPresent() || resolvers.size() == ResolverOffer.MAX_VERSIONS) {
      throw new IllegalArgumentException(id + " is one too many beside " + offer().versions());
    }
    List<Resolver<V>> more = new ArrayList<>(resolvers);
    more.add(other);
    more.sort(Comparator.comparingInt(Resolver::version));
    return new ConflictSettings<>(mode, more, delay, options);
  }

  /** The same, with other caps, or with bases. */
  public ConflictSettings<V> with(SiblingOptions other) {
    return new ConflictSettings<>(mode, resolvers, delay, other);
  }

  /** When the resolver is applied. */
  public ConflictMode mode() {
    return mode;
  }

  /** The newest version of the resolver. */
  public Resolver<V> resolver() {
    return resolvers.get(resolvers.size() - 1);
  }

  /** How long siblings stand before they are written back. */
  public Duration delay() {
    return delay;
  }

  /** Caps and bases. */
  public SiblingOptions options() {
    return options;
  }

  /** The type of registers in ON_READ and WRITE_BACK mode. */
  public CrdtType<SiblingRegister<V>> siblingType(Codec<V> codec) {
    if (mode == ConflictMode.LATTICE) {
      throw new IllegalStateException("a keyspace in mode " + mode + " has no siblings");
    }
    return SiblingRegister.type(codec, options);
  }

  /** The type of registers in LATTICE mode. */
  public CrdtType<LatticeRegister<V>> latticeType(Codec<V> codec) {
    if (mode != ConflictMode.LATTICE) {
      throw new IllegalStateException("a keyspace in mode " + mode + " does not merge in joins");
    }
    return LatticeRegister.type(codec, resolver(), options);
  }

  /** What this member tells the others. */
  public ResolverOffer offer() {
    List<Integer> versions = resolvers.stream().map(Resolver::version).toList();
    return new ResolverOffer(mode, resolver().name(), versions);
  }

  /**
   * Which resolver to use among members with these offers: the newest version that all have, this
   * one too. Every member that has it comes to the same.
   */
  public Agreement<V> agree(Collection<ResolverOffer> members) {
    ResolverOffer own = offer();
    TreeSet<Integer> common = new TreeSet<>(own.versions());
    boolean same = true;
    for (ResolverOffer member : members) {
      common.retainAll(member.name().equals(own.name()) ? member.versions() : List.of());
      same &= member.mode() == mode && member.newest() == own.newest();
    }
    if (common.isEmpty()) {
      return new Agreement<>(Resolvers.keepAll(), Agreement.Kind.NONE);
    }
    Agreement.Kind kind = same ? Agreement.Kind.UNANIMOUS : Agreement.Kind.COMMON;
    return new Agreement<>(find(common.last()).orElseThrow(), kind);
  }

  /**
   * What to write back now, if anything. Nothing unless this is the mode, the node the key's home,
   * the siblings have stood for the delay, none of them is ahead of the clock, the members agree,
   * and the resolver gave a value or a removal.
   *
   * @param view read with the agreed resolver and a clock limit, see {@link
   *     SiblingRegister#resolve(Resolver, org.rejoin.crdt.Hlc)}
   * @param isHome whether this node is the key's home
   * @param standing for how long the register has held just these siblings
   */
  public Optional<WriteBack> writeBack(
      Resolved<V> view, Agreement<V> agreement, boolean isHome, Duration standing) {
    boolean due =
        mode == ConflictMode.WRITE_BACK
            && isHome
            && standing.compareTo(delay) >= 0
            && agreement.isUnanimous()
            && view.resolver().equals(ResolverId.of(agreement.resolver()))
            && !view.siblings().isAhead();
    return due ? WriteBack.of(view) : Optional.empty();
  }

  private Optional<Resolver<V>> find(int version) {
    return resolvers.stream().filter(resolver -> resolver.version() == version).findFirst();
  }

  @Override
  public String toString() {
    return mode + " " + offer().name() + offer().versions();
  }
}
