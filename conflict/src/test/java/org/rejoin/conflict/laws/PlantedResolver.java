package org.rejoin.conflict.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.ResolverId;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.Sibling;
import org.rejoin.conflict.Siblings;

/** A bad resolver each, the law that it breaks, and a good twin that differs by one line. */
enum PlantedResolver {
  PREFERS_WHAT_IT_MET_FIRST(
      ResolverLaw.ORDER,
      ConflictMode.ON_READ,
      () -> firstMet((met, siblings) -> met.stream().filter(siblings::contains).findFirst().get()),
      () -> firstMet((met, siblings) -> siblings.get(0))),
  COUNTS_ITS_CALLS(
      ResolverLaw.REPETITION,
      ConflictMode.ON_READ,
      () -> counting((calls, siblings) -> siblings.get(calls % siblings.size())),
      () -> counting((calls, siblings) -> siblings.get(calls * 0))),
  DRAWS_LOTS(
      ResolverLaw.REPETITION,
      ConflictMode.ON_READ,
      () -> rule(s -> s.all().get((int) ((Math.random() + 0) * s.size())).value()),
      () -> rule(s -> s.all().get((int) ((Math.random() * 0) * s.size())).value())),
  ORDERS_BY_THE_DEFAULT_LOCALE(
      ResolverLaw.PURITY,
      ConflictMode.ON_READ,
      () -> greatest(value -> value.toUpperCase(Locale.getDefault())),
      () -> greatest(value -> value.toUpperCase(Locale.ROOT))),
  LOOKS_AT_ITS_THREAD(
      ResolverLaw.PURITY,
      ConflictMode.ON_READ,
      () -> rule(s -> s.all().get((int) (Thread.currentThread().getId() % s.size())).value()),
      () -> rule(s -> s.all().get((int) (s.first().stamp().bits() % s.size())).value())),
  LOOKS_AT_THE_DEFAULT_ZONE(
      ResolverLaw.PURITY,
      ConflictMode.ON_READ,
      () -> east(TimeZone::getDefault),
      () -> east(() -> TimeZone.getTimeZone("UTC"))),
  LOOKS_AT_THE_CLOCK(
      ResolverLaw.PURITY,
      ConflictMode.ON_READ,
      () -> rule(s -> (Elsewhere.day() == 0 ? s.first() : s.last()).value()),
      () -> rule(s -> (s.first().stamp().bits() == 0 ? s.first() : s.last()).value())),
  MARKS_EVERY_VALUE(
      ResolverLaw.SINGLETON,
      ConflictMode.ON_READ,
      () -> rule(s -> s.last().value() + "*"),
      () -> rule(s -> s.size() < 2 ? s.last().value() : s.last().value() + "*")),
  COMPARES_OVER_AND_OVER(
      ResolverLaw.COST, ConflictMode.ON_READ, () -> rounds(1_000), () -> rounds(1)),
  GROWS_WITHOUT_BOUND(
      ResolverLaw.COST,
      ConflictMode.ON_READ,
      () -> rule(s -> s.size() < 2 ? s.last().value() : s.last().value().repeat(1_000)),
      () -> rule(s -> s.size() < 2 ? s.last().value() : s.last().value().repeat(1))),
  EXPECTS_NUMBERS(
      ResolverLaw.HOSTILE_VALUES,
      ConflictMode.ON_READ,
      List.of("1", "22", "333"),
      () -> greatest(value -> String.valueOf(Integer.parseInt(value))),
      () -> greatest(value -> value.matches("[0-9]{1,9}") ? value : "")),
  CUTS_A_CHARACTER_IN_HALF(
      ResolverLaw.HOSTILE_VALUES,
      ConflictMode.ON_READ,
      () -> shortened(value -> value.substring(0, Math.min(3, value.length()))),
      () ->
          shortened(
              value ->
                  value
                      .codePoints()
                      .limit(3)
                      .collect(
                          StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                      .toString())),
  APPENDS(
      ResolverLaw.WRITE_BACK,
      ConflictMode.WRITE_BACK,
      () -> Resolvers.reconcile("planted", 1, (a, b) -> a + b),
      () -> Resolvers.reconcile("planted", 1, (a, b) -> letters(a + b))),
  TAKES_THE_MIDDLE(
      ResolverLaw.WRITE_BACK,
      ConflictMode.WRITE_BACK,
      () -> rule(s -> s.all().get(s.size() / 2).value()),
      () -> rule(s -> s.all().get(s.size() - 1).value())),
  ADDS_WHAT_IT_ADDED_BEFORE(
      ResolverLaw.LATTICE,
      ConflictMode.LATTICE,
      () -> Resolvers.reconcile("planted", 1, (a, b) -> a + b),
      () -> Resolvers.reconcile("planted", 1, (a, b) -> letters(a + b))),
  KEEPS_THE_OLDEST(
      ResolverLaw.LATTICE,
      ConflictMode.LATTICE,
      () -> rule(s -> s.first().value()),
      () -> rule(s -> s.last().value())),
  REFUSES_SOME_VALUES(
      ResolverLaw.LATTICE,
      ConflictMode.LATTICE,
      () -> resolver(s -> s.first().value().isEmpty() ? Resolution.keepAll() : last(s)),
      () -> resolver(s -> s.first().value().isEmpty() ? last(s) : last(s)));

  /** Picks one of the siblings. */
  private interface Pick<T> {
    Sibling<String> of(T memory, List<Sibling<String>> siblings);
  }

  private static final List<String> WORDS =
      List.of("", "i", "I", "tea", "TEA", "\u0131", "te\uD83C\uDF75", "ab", "ba");

  final ResolverLaw breaks;
  final ConflictMode mode;
  private final List<String> values;
  final Supplier<Resolver<String>> bad;
  final Supplier<Resolver<String>> good;

  PlantedResolver(
      ResolverLaw breaks,
      ConflictMode mode,
      Supplier<Resolver<String>> bad,
      Supplier<Resolver<String>> good) {
    this(breaks, mode, List.of(), bad, good);
  }

  PlantedResolver(
      ResolverLaw breaks,
      ConflictMode mode,
      List<String> values,
      Supplier<Resolver<String>> bad,
      Supplier<Resolver<String>> good) {
    this.breaks = breaks;
    this.mode = mode;
    this.values = values;
    this.bad = bad;
    this.good = good;
  }

  List<String> drawn() {
    return values.isEmpty() ? WORDS : values;
  }

  static List<String> words() {
    return WORDS;
  }

  private static Resolver<String> resolver(Function<Siblings<String>, Resolution<String>> rule) {
    return Resolvers.of(new ResolverId("planted", 1), rule);
  }

  private static Resolver<String> rule(Function<Siblings<String>, String> rule) {
    return resolver(siblings -> Resolution.value(rule.apply(siblings)));
  }

  private static Resolution<String> last(Siblings<String> siblings) {
    return Resolution.value(siblings.last().value());
  }

  private static Resolver<String> firstMet(Pick<List<Sibling<String>>> pick) {
    List<Sibling<String>> met = new ArrayList<>();
    return rule(
        siblings -> {
          siblings.all().stream().filter(sibling -> !met.contains(sibling)).forEach(met::add);
          return pick.of(met, siblings.all()).value();
        });
  }

  private static Resolver<String> counting(Pick<Integer> pick) {
    int[] calls = {0};
    return rule(siblings -> pick.of(calls[0]++, siblings.all()).value());
  }

  private static Resolver<String> greatest(Function<String, String> key) {
    return rule(siblings -> Collections.max(siblings.values(), Comparator.comparing(key)));
  }

  private static Resolver<String> east(Supplier<TimeZone> zone) {
    return rule(s -> (zone.get().getRawOffset() > 0 ? s.first() : s.last()).value());
  }

  private static Resolver<String> rounds(int rounds) {
    return rule(
        siblings -> {
          String longest = "";
          for (int i = 0; i < rounds; i++) {
            for (Sibling<String> sibling : siblings) {
              longest = sibling.value().length() > longest.length() ? sibling.value() : longest;
            }
          }
          return longest;
        });
  }

  private static Resolver<String> shortened(Function<String, String> cut) {
    return rule(s -> s.size() < 2 ? s.last().value() : cut.apply(s.last().value()));
  }

  static String letters(String text) {
    return text.codePoints().boxed().collect(Collectors.toCollection(TreeSet::new)).stream()
        .map(Character::toString)
        .collect(Collectors.joining());
  }
}
