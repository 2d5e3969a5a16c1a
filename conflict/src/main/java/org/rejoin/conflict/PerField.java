package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Builds a resolver that settles the fields of a record one by one and makes a record of the
 * results:
 *
 * <pre>{@code
 * PerField<Order> order = Resolvers.perField("order", 1);
 * PerField.Field<Order, Status> status =
 *     order.field("status", Order::status, Resolvers.priority("status", 1, CANCELLED_FIRST));
 * PerField.Field<Order, String> note = order.field("note", Order::note, Resolvers.lww());
 * Resolver<Order> resolver = order.build(of -> new Order(of.get(status), of.get(note)));
 * }</pre>
 *
 * <p>The resolver of a field sees the siblings of that field: values distinct by {@code equals},
 * each with its top stamp, and with the field of the base where bases are kept. It is asked only if
 * they differ. Where it keeps all, the whole record is kept as it is; where it deletes, or a getter
 * gives null, the resolver fails. The result may be a record that nobody wrote: fields that belong
 * together should be one field.
 *
 * <p>The builder is not thread-safe; the resolver is, if getters, resolvers and constructor are.
 */
public final class PerField<V> {
  private final ResolverId id;
  private final List<Field<V, ?>> fields = new ArrayList<>();

  PerField(String name, int version) {
    this.id = new ResolverId(name, version);
  }

  /**
   * A field of the record.
   *
   * @param <V> the record
   * @param <F> the field
   */
  public static final class Field<V, F> {
    private final PerField<V> owner;
    private final String name;
    private final Function<? super V, F> getter;
    private final Resolver<F> resolver;
    private final int index;

    private Field(
        PerField<V> owner, String name, Function<? super V, F> getter, Resolver<F> resolver) {
      this.owner = owner;
      this.name = name;
      this.getter = getter;
      this.resolver = resolver;
      this.index = owner.fields.size();
    }

    private Resolution<F> resolve(Siblings<V> siblings) {
      Siblings<F> parts =
          siblings.field(
              value -> Objects.requireNonNull(getter.apply(value), () -> name + " is null"));
      return parts.size() < 2
          ? Resolution.value(parts.first().value())
          : Objects.requireNonNull(
              resolver.resolve(parts.withBudget(Resolved.MAX_READS)),
              () -> "the resolver of " + name + " returned null");
    }

    @Override
    public String toString() {
      return name + " " + ResolverId.of(resolver);
    }
  }

  /** The settled fields of one record. */
  public static final class Fields<V> {
    private final PerField<V> owner;
    private final List<Object> values;

    private Fields(PerField<V> owner, List<Object> values) {
      this.owner = owner;
      this.values = values;
    }

    /** What was settled for {@code field}; refuses those of another builder. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // a field belongs to one builder object
    public <F> F get(Field<V, F> field) {
      if (field.owner != owner || field.index >= values.size()) {
        throw new IllegalArgumentException("field " + field + " is not of resolver " + owner.id);
      }
      return (F) values.get(field.index);
    }
  }

  /** Adds a field that {@code resolver} settles. */
  public <F> Field<V, F> field(String name, Function<? super V, F> getter, Resolver<F> resolver) {
    Field<V, F> field = new Field<>(this, name, getter, resolver);
    fields.add(field);
    return field;
  }

  /** Adds a field of which differing values are merged in stamp order. */
  public <F> Field<V, F> merged(
      String name, Function<? super V, F> getter, BinaryOperator<F> merge) {
    return field(name, getter, Resolvers.reconcile(name, id.version(), merge));
  }

  /** The resolver of the fields added so far; {@code constructor} makes a record of them. */
  public Resolver<V> build(Function<Fields<V>, V> constructor) {
    List<Field<V, ?>> all = List.copyOf(fields);
    return Resolvers.of(
        id,
        siblings -> {
          List<Object> settled = new ArrayList<>();
          for (Field<V, ?> field : all) {
            Resolution<?> resolution = field.resolve(siblings);
            if (resolution instanceof Resolution.KeepAll) {
              return Resolution.keepAll();
            }
            settled.add(valueOf(field, resolution));
          }
          return Resolution.value(constructor.apply(new Fields<>(this, settled)));
        });
  }

  private static Object valueOf(Field<?, ?> field, Resolution<?> resolution) {
    if (resolution instanceof Resolution.Value<?> settled) {
      return settled.value();
    }
    throw new IllegalStateException("a record cannot do without its field " + field);
  }
}
