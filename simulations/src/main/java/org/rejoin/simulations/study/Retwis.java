package org.rejoin.simulations.study;

import java.util.Arrays;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * What nodes write for a microblog: {@value #USERS} users with three objects each, a set of
 * followers, a map of posts, and a timeline, which maps the time of each post of somebody they
 * follow to the post's id. Of a node's events 15 % follow, 35 % post, and 50 % read a timeline,
 * which sends nothing. Who is followed and who posts is drawn by Zipf's law, who follows is anyone.
 * A post goes to the timelines of the followers that its node knows of.
 *
 * <p>A key is a number; the keys of one object are neighbours, so all states of a store fit one
 * {@link Entries}. Times are unique here, so a timeline's entry is its post's number. Immutable.
 *
 * <p>Papers: Enes et al., ICDE 2019, section V-C; after the Retwis application of Redis.
 */
final class Retwis implements Events {
  static final int NODES = 50;
  static final int USERS = 10_000;

  private static final double FOLLOWING = 0.15;
  private static final double POSTING = 0.35;

  /** As many as there can be in a run. */
  private static final int POSTS_A_USER = NODES * Workload.EVENTS;

  private static final int POSTS = USERS * USERS;
  private static final int TIMELINES = POSTS + USERS * POSTS_A_USER;
  private static final int END = TIMELINES + USERS * POSTS_A_USER;

  private static final int FOLLOWER_BYTES = 8;
  private static final int POST_ID_BYTES = 31;
  private static final int POST_BYTES = POST_ID_BYTES + 270;
  private static final int TIMELINE_BYTES = 8 + POST_ID_BYTES;

  /** Probability of a user or one before. */
  private final double[] cumulated = new double[USERS];

  /** Users by Zipf's law with this exponent, 0 for all alike. */
  Retwis(double exponent) {
    double sum = 0;
    for (int user = 0; user < USERS; user++) {
      sum += 1 / Math.pow(user + 1, exponent);
      cumulated[user] = sum;
    }
    for (int user = 0; user < USERS; user++) {
      cumulated[user] /= sum;
    }
  }

  @Override
  public Entries event(Draws draws, Replica at, int node, int event, long nanos) {
    long entity = Draws.entity(node, event);
    double kind = draws.unit(Stream.WORKLOAD, entity, 0);
    int user = user(draws.unit(Stream.WORKLOAD, entity, 1));
    if (kind < FOLLOWING) {
      int follower = draws.below(USERS, Stream.WORKLOAD, entity, 2);
      int key = user * USERS + follower;
      return Entries.of(new int[] {key}, 1).novelty(at.state(key, key + 1));
    }
    int post = node * Workload.EVENTS + event - 1;
    return kind < FOLLOWING + POSTING ? post(at, user, post) : Entries.NONE;
  }

  private static Entries post(Replica at, int user, int post) {
    int[] followers = at.state(user * USERS, (user + 1) * USERS).keys();
    int[] keys = Arrays.copyOf(followers, followers.length + 1);
    for (int i = 0; i < followers.length; i++) {
      keys[i] = TIMELINES + followers[i] % USERS * POSTS_A_USER + post;
    }
    keys[followers.length] = POSTS + user * POSTS_A_USER + post;
    return Entries.of(keys, 1);
  }

  private int user(double unit) {
    int at = Arrays.binarySearch(cumulated, unit);
    return Math.min(USERS - 1, at < 0 ? -at - 1 : at);
  }

  /** The object that a key is in: three of them a user. */
  static int object(int key) {
    if (key < POSTS) {
      return key / USERS;
    }
    return USERS + (key - POSTS) / POSTS_A_USER;
  }

  /** The key after all keys of an object. */
  static int end(int object) {
    return object < USERS ? (object + 1) * USERS : POSTS + (object + 1 - USERS) * POSTS_A_USER;
  }

  /** Bytes of an entry of an object: ids, texts and times. */
  static int entryBytes(int object) {
    if (object < USERS) {
      return FOLLOWER_BYTES;
    }
    return object < 2 * USERS ? POST_BYTES : TIMELINE_BYTES;
  }

  /** Bytes of entries of any objects. */
  static int bytes(Entries entries) {
    return entries.count(0, POSTS) * FOLLOWER_BYTES
        + entries.count(POSTS, TIMELINES) * POST_BYTES
        + entries.count(TIMELINES, END) * TIMELINE_BYTES;
  }
}
