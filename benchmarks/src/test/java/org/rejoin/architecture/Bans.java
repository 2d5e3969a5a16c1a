package org.rejoin.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

/**
 * The calls that make a run differ from its repetition.
 *
 * <p>A hash table that is only looked up would be harmless, but which it is cannot be seen from the
 * type of a variable, so that making one is banned: {@code TreeMap} and {@code LinkedHashMap}
 * serve.
 */
final class Bans {
  static final List<Ban> ALL =
      List.of(
          calls("clock", System.class, "currentTimeMillis", "nanoTime"),
          new Ban(
              "java.time",
              target ->
                  target.getOwner().getPackageName().equals("java.time")
                      && (target.getName().equals("now") || target.getName().startsWith("system"))),
          calls("random UUID", UUID.class, "randomUUID"),
          anyCall("thread-local random", ThreadLocalRandom.class),
          new Ban("secure random", target -> named(target, "java.security.SecureRandom")),
          calls("Math.random", Math.class, "random"),
          new Ban("unseeded Random", target -> makes(target, Random.class) && arity(target) == 0),
          new Ban(
              "unseeded SplittableRandom",
              target -> makes(target, SplittableRandom.class) && arity(target) == 0),
          new Ban(
              "unseeded shuffle",
              target -> is(target, Collections.class, "shuffle") && arity(target) == 1),
          calls("identity hash", System.class, "identityHashCode"),
          calls("parallel stream", Collection.class, "parallelStream"),
          calls("parallel", BaseStream.class, "parallel"),
          new Ban(
              "default charset",
              target ->
                  (is(target, String.class, "getBytes") && arity(target) == 0)
                      || (makes(target, String.class)
                          && parameters(target).startsWith("[byte[]")
                          && !parameters(target).contains("harset")
                          && !parameters(target).contains("String"))
                      || named(target, "java.nio.charset.Charset", "defaultCharset")
                      || (named(target, "java.io.InputStreamReader", "<init>")
                          && arity(target) == 1)
                      || (named(target, "java.io.OutputStreamWriter", "<init>")
                          && arity(target) == 1)),
          new Ban(
              "default locale",
              target ->
                  (is(target, String.class, "toLowerCase", "toUpperCase") && arity(target) == 0)
                      || is(target, String.class, "formatted")
                      || (is(target, String.class, "format")
                          && !parameters(target).contains("Locale"))
                      || named(target, "java.util.Locale", "getDefault")),
          new Ban(
              "default zone",
              target ->
                  named(target, "java.time.ZoneId", "systemDefault")
                      || named(target, "java.util.TimeZone", "getDefault")),
          makesAny(
              "hash order",
              HashMap.class,
              HashSet.class,
              IdentityHashMap.class,
              WeakHashMap.class,
              ConcurrentHashMap.class),
          new Ban(
              "salted order",
              target ->
                  (is(target, Set.class, "of")
                          && !parameters(target).equals("[]")
                          && moreThan(target, 1))
                      || (is(target, Map.class, "of") && moreThan(target, 2))
                      || is(target, Map.class, "copyOf", "ofEntries")
                      || is(target, Set.class, "copyOf")),
          new Ban(
              "collected in hash order",
              target ->
                  is(target, Collectors.class, "toSet", "toUnmodifiableSet", "toUnmodifiableMap")
                      || (is(target, Collectors.class, "toMap") && arity(target) < 4)
                      || (is(target, Collectors.class, "groupingBy") && arity(target) < 3)),
          new Ban(
              "threads",
              target ->
                  makes(target, Thread.class)
                      || is(target, Thread.class, "start", "sleep", "yield", "currentThread")
                      || named(target, "java.util.concurrent.Executors")
                      || named(target, "java.util.concurrent.CompletableFuture")
                      || named(target, "java.util.Timer")),
          new Ban(
              "input and output",
              target ->
                  inPackage(target, "java.nio.file")
                      || inPackage(target, "java.net")
                      || inPackage(target, "java.nio.channels")
                      || target.getOwner().getFullName().startsWith("java.io.File")
                      || is(target, System.class, "getenv", "getProperty")));

  private Bans() {}

  /** One family of banned calls. */
  record Ban(String name, Predicate<CodeUnitAccessTarget> matches) {}

  /** Reports calls, constructor calls and method references alike. */
  static final class NoBannedCalls extends ArchCondition<JavaClass> {
    NoBannedCalls() {
      super("make no banned call");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (access.getTarget() instanceof CodeUnitAccessTarget target) {
          ALL.stream()
              .filter(ban -> ban.matches().test(target))
              .forEach(
                  ban ->
                      events.add(
                          SimpleConditionEvent.violated(
                              type, ban.name() + ": " + access.getDescription())));
        }
      }
    }
  }

  private static Ban calls(String name, Class<?> owner, String... methods) {
    return new Ban(name, target -> is(target, owner, methods));
  }

  private static Ban anyCall(String name, Class<?> owner) {
    return new Ban(name, target -> target.getOwner().isEquivalentTo(owner));
  }

  private static Ban makesAny(String name, Class<?>... types) {
    return new Ban(name, target -> Arrays.stream(types).anyMatch(type -> makes(target, type)));
  }

  private static boolean is(CodeUnitAccessTarget target, Class<?> owner, String... methods) {
    return target.getOwner().isAssignableTo(owner)
        && Arrays.asList(methods).contains(target.getName());
  }

  private static boolean makes(CodeUnitAccessTarget target, Class<?> type) {
    return target.getOwner().isEquivalentTo(type) && target.getName().equals("<init>");
  }

  private static boolean named(CodeUnitAccessTarget target, String owner, String... methods) {
    return target.getOwner().getFullName().equals(owner)
        && (methods.length == 0 || Arrays.asList(methods).contains(target.getName()));
  }

  private static boolean inPackage(CodeUnitAccessTarget target, String name) {
    return target.getOwner().getPackageName().equals(name);
  }

  private static int arity(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().size();
  }

  /** An array parameter, as of a variable number of arguments, counts as more than any number. */
  private static boolean moreThan(CodeUnitAccessTarget target, int count) {
    return arity(target) > count || parameters(target).contains("[]]");
  }

  private static String parameters(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .map(JavaClass::getName)
        .map(name -> name.startsWith("[B") ? "byte[]" : name.startsWith("[L") ? "Object[]" : name)
        .toList()
        .toString();
  }
}
