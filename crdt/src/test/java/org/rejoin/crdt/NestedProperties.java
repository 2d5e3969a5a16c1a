package org.rejoin.crdt;

import java.util.function.BiConsumer;
import net.jqwik.api.Group;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/** The laws over a map of each type that nests, so that removals reset it. */
class NestedProperties {
  private abstract static class MapOf<V extends Editable<V, E>, E>
      extends LawProperties<ORMap<String, V, E>, ORMap.Editor<String, E>> {
    private final NestableType<V, E> value;
    private final BiConsumer<E, SeededRandom> change;

    MapOf(NestableType<V, E> value, BiConsumer<E, SeededRandom> change) {
      this.value = value;
      this.change = change;
    }

    @Override
    protected Subject<ORMap<String, V, E>, ORMap.Editor<String, E>> subject() {
      return new Subject<>(
          "ORMap of " + value.tag(),
          ORMap.type(Codecs.utf8(), value),
          (editor, seen, random) -> {
            for (int i = random.below(4); i > 0; i--) {
              edit(editor, random);
            }
          });
    }

    private void edit(ORMap.Editor<String, E> editor, SeededRandom random) {
      String key = random.pick(ORSetProperties.ELEMENTS.subList(0, 3));
      int kind = random.below(20);
      if (kind < 14) {
        editor.at(key, inner -> change.accept(inner, random));
      } else if (kind < 15) {
        editor.touch(key);
      } else if (kind < 19) {
        editor.remove(key);
      } else {
        editor.clear();
      }
    }
  }

  @Group
  class OfRWSet extends MapOf<RWSet<String>, RWSet.Editor<String>> {
    OfRWSet() {
      super(RWSet.type(Codecs.utf8()), RWSetProperties::change);
    }
  }

  @Group
  class OfEWFlag extends MapOf<EWFlag, EWFlag.Editor> {
    OfEWFlag() {
      super(EWFlag.TYPE, EWFlagProperties::change);
    }
  }

  @Group
  class OfDWFlag extends MapOf<DWFlag, DWFlag.Editor> {
    OfDWFlag() {
      super(DWFlag.TYPE, DWFlagProperties::change);
    }
  }

  @Group
  class OfMVRegister extends MapOf<MVRegister<String>, MVRegister.Editor<String>> {
    OfMVRegister() {
      super(MVRegister.type(Codecs.utf8()), MVRegisterProperties::change);
    }
  }

  @Group
  class OfResettableCounter extends MapOf<ResettableCounter, ResettableCounter.Editor> {
    OfResettableCounter() {
      super(ResettableCounter.TYPE, ResettableCounterProperties::change);
    }
  }

  @Group
  class OfCounterMap extends MapOf<CounterMap<String>, CounterMap.Editor<String>> {
    OfCounterMap() {
      super(CounterMap.type(Codecs.utf8()), CounterMapProperties::change);
    }
  }

  @Group
  class OfORMultiMap extends MapOf<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> {
    OfORMultiMap() {
      super(ORMultiMap.type(Codecs.utf8(), Codecs.int64()), ORMultiMapProperties::change);
    }
  }
}
