package org.rejoin.crdt;

import net.jqwik.api.Group;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.RandomEdit;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/** Composed types, over parts with and without causal context. */
class CompositionProperties {
  static final CrdtType<ORSet<String>> SET = ORSet.type(Codecs.utf8());

  static void bump(PNCounter.Editor counter, SeededRandom random) {
    if (random.chance(50)) {
      counter.increment(random.below(5));
    } else {
      counter.decrement(random.below(5));
    }
  }

  @Group
  class OfTwo
      extends LawProperties<
          Pair<PNCounter, ORSet<String>, PNCounter.Editor, ORSet.Editor<String>>,
          Pair.Editor<PNCounter.Editor, ORSet.Editor<String>>> {
    @Override
    protected Subject<
            Pair<PNCounter, ORSet<String>, PNCounter.Editor, ORSet.Editor<String>>,
            Pair.Editor<PNCounter.Editor, ORSet.Editor<String>>>
        subject() {
      return new Subject<>(
          "Pair",
          Pair.type(PNCounter.TYPE, SET),
          (editor, seen, random) -> {
            for (int i = random.below(4); i > 0; i--) {
              if (random.chance(40)) {
                editor.first(counter -> bump(counter, random));
              } else {
                editor.second(set -> ORSetProperties.change(set, random));
              }
            }
          });
    }
  }

  /** A set under epochs. */
  @Group
  class Ranked
      extends LawProperties<
          Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>,
          Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>>> {
    @Override
    protected Subject<
            Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>,
            Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>>>
        subject() {
      return new Subject<>("Lex", Lex.type(MaxRegister.unsigned(), SET), this::change);
    }

    private void change(
        Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>> editor,
        Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>> seen,
        SeededRandom random) {
      for (int i = random.below(4); i > 0; i--) {
        if (random.chance(20)) {
          long next = seen.first().value().orElse(0L) + random.below(2);
          editor.first(rank -> rank.offer(next));
        } else {
          editor.second(set -> ORSetProperties.change(set, random));
        }
      }
    }
  }

  /** Plain last writer wins: a value under a stamp. */
  @Group
  class LastWriter
      extends LawProperties<
          Lex<
              MaxRegister<Long>,
              MaxRegister<String>,
              MaxRegister.Editor<Long>,
              MaxRegister.Editor<String>>,
          Lex.Editor<MaxRegister.Editor<Long>, MaxRegister.Editor<String>>> {
    @Override
    protected Subject<
            Lex<
                MaxRegister<Long>,
                MaxRegister<String>,
                MaxRegister.Editor<Long>,
                MaxRegister.Editor<String>>,
            Lex.Editor<MaxRegister.Editor<Long>, MaxRegister.Editor<String>>>
        subject() {
      return new Subject<>(
          "last writer",
          Lex.type(MaxRegister.unsigned(), MaxRegister.type(Codecs.utf8())),
          (editor, seen, random) -> {
            long stamp = random.below(6);
            editor.first(rank -> rank.offer(stamp));
            editor.second(value -> value.offer(random.pick(ORSetProperties.ELEMENTS)));
          });
    }
  }

  @Group
  class Maybe
      extends LawProperties<
          Option<ORSet<String>, ORSet.Editor<String>>, Option.Editor<ORSet.Editor<String>>> {
    @Override
    protected Subject<
            Option<ORSet<String>, ORSet.Editor<String>>, Option.Editor<ORSet.Editor<String>>>
        subject() {
      RandomEdit<Option<ORSet<String>, ORSet.Editor<String>>, Option.Editor<ORSet.Editor<String>>>
          edit =
              (editor, seen, random) -> {
                if (random.chance(40)) {
                  editor.touch();
                }
                for (int i = random.below(3); i > 0; i--) {
                  editor.value(set -> ORSetProperties.change(set, random));
                }
              };
      return new Subject<>("Option", Option.type(SET), edit);
    }
  }

  /** All of them, nested. */
  @Group
  class Nested
      extends LawProperties<
          Option<
              Pair<GCounter, GSet<Long>, GCounter.Editor, GSet.Editor<Long>>,
              Pair.Editor<GCounter.Editor, GSet.Editor<Long>>>,
          Option.Editor<Pair.Editor<GCounter.Editor, GSet.Editor<Long>>>> {
    @Override
    protected Subject<
            Option<
                Pair<GCounter, GSet<Long>, GCounter.Editor, GSet.Editor<Long>>,
                Pair.Editor<GCounter.Editor, GSet.Editor<Long>>>,
            Option.Editor<Pair.Editor<GCounter.Editor, GSet.Editor<Long>>>>
        subject() {
      return new Subject<>(
          "Option of Pair",
          Option.type(Pair.type(GCounter.TYPE, GSet.type(Codecs.int64()))),
          (editor, seen, random) ->
              editor.value(
                  pair ->
                      pair.first(counter -> counter.increment(random.below(3)))
                          .second(set -> set.add((long) random.below(8)))));
    }
  }
}
