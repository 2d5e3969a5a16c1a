package org.rejoin.simulations.plan;

/** What a client asks for, level and key apart. The fields are those of {@link OpBody}. */
record Ask(Verb verb, String element, String value, long amount) {
  private static final int MAX_STOCK_MOVE = 12;

  static Ask read() {
    return new Ask(Verb.READ, "", "", 0);
  }

  static Ask delete() {
    return new Ask(Verb.DELETE, "", "", 0);
  }

  private static Ask remove(String element) {
    return new Ask(Verb.REMOVE, element, "", 0);
  }

  static Ask element(Dice dice) {
    return new Ask(dice.isRemoval() ? Verb.REMOVE : Verb.ADD, dice.element(), "", 0);
  }

  static Ask flag(Dice dice) {
    return new Ask(dice.isRemoval() ? Verb.REMOVE : Verb.ADD, "", "", 0);
  }

  static Ask register(Dice dice) {
    return dice.isRemoval() ? remove("") : new Ask(Verb.PUT, "", dice.value(), 0);
  }

  static Ask sibling(Dice dice) {
    return dice.isRemoval()
        ? remove("")
        : new Ask(dice.isRare(0.2) ? Verb.ADD : Verb.PUT, "", dice.value(), 0);
  }

  static Ask offer(Dice dice) {
    return new Ask(Verb.PUT, "", Long.toString(dice.between(-1000, 1000)), 0);
  }

  static Ask field(Dice dice) {
    return dice.isRemoval()
        ? remove(dice.element())
        : new Ask(Verb.PUT, dice.element(), dice.value(), 0);
  }

  static Ask entry(Dice dice) {
    if (!dice.isRemoval()) {
      return new Ask(Verb.ADD, dice.element(), dice.fewValue(), 0);
    }
    return dice.isRare(0.4)
        ? remove(dice.element())
        : new Ask(Verb.TAKE, dice.element(), dice.fewValue(), 0);
  }

  static Ask entryOrTouch(Dice dice) {
    Ask entry = entry(dice);
    return entry.verb == Verb.ADD && dice.isRare(0.2)
        ? new Ask(Verb.TOUCH, entry.element, "", 0)
        : entry;
  }

  static Ask countUp(Dice dice) {
    return new Ask(Verb.COUNT, "", "", dice.sparse());
  }

  static Ask count(Dice dice) {
    return new Ask(Verb.COUNT, "", "", dice.isDown() ? -dice.sparse() : dice.sparse());
  }

  static Ask countOrReset(Dice dice) {
    return dice.isRemoval() ? remove("") : count(dice);
  }

  static Ask fieldCount(Dice dice) {
    return dice.isRemoval()
        ? remove(dice.element())
        : new Ask(Verb.COUNT, dice.element(), "", count(dice).amount);
  }

  /** As much is taken as is added, so that rights run out again and again. */
  static Ask stock(Dice dice) {
    long amount = dice.between(1, MAX_STOCK_MOVE);
    if (dice.isRare(0.2)) {
      return new Ask(Verb.GIVE, "", Integer.toString(dice.node()), amount);
    }
    return new Ask(Verb.COUNT, "", "", dice.isRemoval() ? -amount : amount);
  }
}
