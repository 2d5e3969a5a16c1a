package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.CheckSuite;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;

/**
 * Edges of registers, settings and journals, and every law over few histories: quick enough to be
 * run for each mutant.
 */
class SiblingEdgesTest {
  private static final int SEEDS = 6;
  private static final SiblingRegister<String> EMPTY = SiblingRegister.empty(Codecs.utf8());

  static Stream<Laws<?, ?>> laws() {
    return Stream.of(
        new SiblingRegisterProperties().laws,
        LatticeRegisterProperties.laws(LatticeRegisterProperties.UNION),
        LatticeRegisterProperties.laws(Resolvers.keepAll()));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void every_law_holds(Laws<?, ?> laws) {
    for (Law law : Law.values()) {
      if (laws.checks(law) && law != Law.DECOMPOSITION) {
        for (long seed = 1; seed <= SEEDS; seed++) {
          assertThat(laws.check(law, seed)).isEmpty();
        }
      }
    }
  }

  private static Origin origin(long replica, long millis) {
    return new Origin(new ReplicaId(replica), Hlc.ofMillis(millis));
  }

  private static SiblingRegister<String> put(long replica, String value) {
    return EMPTY.edit(origin(replica, replica), e -> e.put(value)).state();
  }

  @Test
  @DisplayName("what a token covers is gone before it comes, whether put over or removed")
  void tokensCoverWhatIsToCome() {
    SiblingRegister<String> elsewhere = put(1, "tea");
    SiblingRegister<String> here = put(2, "milk");

    SiblingRegister<String> removed =
        here.edit(origin(2, 9), e -> e.remove(elsewhere.token())).state();
    SiblingRegister<String> replaced =
        here.edit(origin(2, 9), e -> e.put("jam", elsewhere.token())).state();

    assertThat(values(removed.join(elsewhere))).containsExactly("milk");
    assertThat(values(replaced.join(elsewhere))).containsExactly("milk", "jam");
  }

  private static List<String> values(SiblingRegister<String> register) {
    return register.siblings().all().stream().map(Sibling::value).toList();
  }

  @Test
  @DisplayName("a token of many writers shrinks to what is not known here")
  void tokensShrink() {
    SiblingRegister<String> many = EMPTY;
    for (int writer = 1; writer <= 65; writer++) {
      many = many.join(put(writer, "v" + writer));
    }
    Token all = many.token();
    Token[] next = new Token[2];
    many.edit(origin(1, 99), e -> next[0] = e.put("one", all));
    SiblingRegister<String> fewer = many.edit(origin(1, 98), e -> e.put("w")).state();
    Token few = fewer.token();
    fewer.edit(origin(2, 99), e -> next[1] = e.put("two", few));

    assertThat(all.shown().runCount()).isEqualTo(65);
    assertThat(next[0].shown().runCount()).isOne();
    assertThat(next[1].shown().runCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("settings give back what they were made of, and the type of their mode alone")
  void settings() {
    Duration delay = Duration.ofSeconds(3);
    ConflictSettings<String> settings = ConflictSettings.writeBack(Resolvers.lww(), delay);
    SiblingOptions options = SiblingOptions.defaults().withCaps(3, 99).withBases();

    assertThat(settings.mode()).isEqualTo(ConflictMode.WRITE_BACK);
    assertThat(settings.delay()).isEqualTo(delay);
    assertThat(settings.options()).isEqualTo(SiblingOptions.defaults());
    assertThat(settings.with(options).options()).isEqualTo(options);
    assertThat(settings.with(options).siblingType(Codecs.utf8()))
        .isEqualTo(SiblingRegister.type(Codecs.utf8(), options))
        .hasSameHashCodeAs(SiblingRegister.type(Codecs.utf8(), options))
        .hasToString(settings.with(options).siblingType(Codecs.utf8()).tag());
    assertThatThrownBy(() -> settings.latticeType(Codecs.utf8()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WRITE_BACK");
    ConflictSettings<String> lattice = ConflictSettings.lattice(Resolvers.lww());
    assertThat(lattice.latticeType(Codecs.utf8()))
        .isEqualTo(LatticeRegister.type(Codecs.utf8(), Resolvers.lww()))
        .hasToString(lattice.latticeType(Codecs.utf8()).tag());
    assertThatThrownBy(() -> lattice.siblingType(Codecs.utf8()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LATTICE");
  }

  @Test
  @DisplayName("siblings are values, and say who wrote what over what")
  void siblingsAreValues() {
    Siblings<String> both = put(1, "a").join(put(2, "b")).siblings();
    Siblings<String> same = put(2, "b").join(put(1, "a")).siblings();

    assertThat(both).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(both).isNotEqualTo(put(1, "a").siblings()).isNotEqualTo(both.inEpoch(1));
    assertThat(both.hashCode()).isNotEqualTo(put(1, "a").siblings().hashCode());
    assertThat(both.first()).hasToString("a@1.0 by 0000000000000001");
    assertThat(new Sibling<>("b", Hlc.ofMillis(2), new ReplicaId(3), "a", true))
        .hasToString("b@2.0 by 0000000000000003 over a (ahead)");
    assertThat(EMPTY.isBottom()).isTrue();
    assertThat(put(1, "a").isBottom()).isFalse();
    assertThat(put(1, "a").edit(origin(1, 2), SiblingRegister.Editor::clear).state().isBottom())
        .isFalse();
  }

  @Test
  @DisplayName("a result that is written back keeps the base that all had, or none")
  void bases() {
    ConflictSettings<String> settings =
        ConflictSettings.writeBack(
                Resolvers.<String>reconcile("join", 1, (a, b) -> a + b), Duration.ZERO)
            .with(SiblingOptions.defaults().withBases());
    SiblingRegister<String> base =
        settings.siblingType(Codecs.utf8()).bottom().edit(origin(9, 1), e -> e.put("base")).state();
    SiblingRegister<String> one = base.edit(origin(1, 2), e -> e.put("a")).state();
    SiblingRegister<String> two = base.edit(origin(2, 3), e -> e.put("b")).state();
    SiblingRegister<String> later = two.edit(origin(2, 4), e -> e.put("c")).state();

    SiblingRegister<String> alike = written(settings, one.join(two));
    SiblingRegister<String> apart = written(settings, one.join(later));

    assertThat(values(alike)).containsExactly("ab");
    assertThat(alike.siblings().first().base()).contains("base");
    assertThat(values(apart)).containsExactly("ac");
    assertThat(apart.siblings().first().base()).isEmpty();
  }

  private static SiblingRegister<String> written(
      ConflictSettings<String> settings, SiblingRegister<String> register) {
    Resolved<String> view = register.resolve(settings.resolver(), Hlc.ofMillis(1_000));
    WriteBack result =
        settings.writeBack(view, settings.agree(List.of()), true, Duration.ZERO).orElseThrow();
    assertThat(result.value()).isPresent();
    return register
        .edit(origin(7, 50), e -> assertThat(e.writeBack(result).remove(Token.empty())).isSameAs(e))
        .state();
  }

  @Test
  @DisplayName("a journal refuses to have no room, and keeps as much as it has room for")
  void journalRoom() {
    for (long[] room : new long[][] {{0, 1}, {1, 0}, {-1, 1}}) {
      assertThatThrownBy(() -> new BoundedJournal((int) room[0], room[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    ConflictEntry entry = entry(put(1, "a").join(put(2, "b")));
    ConflictEntry other = entry(put(3, "x").join(put(4, "y")));
    BoundedJournal exact = new BoundedJournal(1, entry.sizeBytes());
    exact.append(entry);
    assertThat(exact.size()).isOne();
    exact.append(other);
    assertThat(exact.read(0, 5).entries()).containsExactly(other);
    assertThat(exact.dropped()).isOne();
    exact.append(entry);
    exact.append(other);
    assertThat(exact.size()).isOne();
    assertThat(exact.dropped()).isEqualTo(3);
    BoundedJournal tight = new BoundedJournal(5, entry.sizeBytes() - 1);
    tight.append(entry);
    assertThat(tight.size()).isZero();
    assertThatThrownBy(() -> exact.read(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exact.read(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ConflictEntry entry(SiblingRegister<String> register) {
    Resolved<String> view = register.resolve(Resolvers.lww(), Hlc.ofMillis(1_000));
    return ConflictEntry.of(CheckSuite.ONE, Bytes.of(new byte[] {1}), view).orElseThrow();
  }
}
