package org.rejoin.cluster.pekko;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.ReachableDataCenter;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableDataCenter;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.rejoin.cluster.engine.Member;

/**
 * What the cluster says of the other members, as the engine wants it: WeaklyUp to Exiting with the
 * store's roles are in, Up and Leaving count for levels. A member is unreachable when it is, or
 * when its data center is: Pekko never lists members of other data centers as unreachable by
 * themselves. Not thread-safe.
 */
final class MembershipView {
  private static final Set<MemberStatus> COUNTS = Set.of(MemberStatus.up(), MemberStatus.leaving());
  private static final Set<MemberStatus> IN =
      Set.of(
          MemberStatus.weaklyUp(),
          MemberStatus.up(),
          MemberStatus.leaving(),
          MemberStatus.exiting());

  private final UniqueAddress self;
  private final Set<String> roles;
  private final Map<UniqueAddress, org.apache.pekko.cluster.Member> members = new TreeMap<>();
  private final Set<UniqueAddress> unreachable = new TreeSet<>();
  private final Set<String> unreachableDataCenters = new TreeSet<>();

  MembershipView(UniqueAddress self, Set<String> roles) {
    this.self = self;
    this.roles = roles;
  }

  /** Takes an event of the cluster; others are ignored. */
  void apply(Object event) {
    if (event instanceof CurrentClusterState state) {
      state.getMembers().forEach(this::put);
      state.getUnreachable().forEach(member -> unreachable.add(member.uniqueAddress()));
      unreachableDataCenters.addAll(state.getUnreachableDataCenters());
    } else if (event instanceof MemberEvent changed) {
      put(changed.member());
    } else if (event instanceof UnreachableMember lost) {
      unreachable.add(lost.member().uniqueAddress());
    } else if (event instanceof ReachableMember back) {
      unreachable.remove(back.member().uniqueAddress());
    } else if (event instanceof UnreachableDataCenter lost) {
      unreachableDataCenters.add(lost.dataCenter());
    } else if (event instanceof ReachableDataCenter back) {
      unreachableDataCenters.remove(back.dataCenter());
    }
  }

  private void put(org.apache.pekko.cluster.Member member) {
    UniqueAddress address = member.uniqueAddress();
    if (IN.contains(member.status()) && member.getRoles().containsAll(roles)) {
      members.put(address, member);
    } else {
      members.remove(address);
      unreachable.remove(address);
    }
  }

  /** All others, sorted. */
  List<Member> others() {
    return members.values().stream()
        .filter(member -> !member.uniqueAddress().equals(self))
        .map(this::describe)
        .sorted(Comparator.comparing(Member::endpoint))
        .toList();
  }

  private Member describe(org.apache.pekko.cluster.Member member) {
    boolean reachable =
        !unreachable.contains(member.uniqueAddress())
            && !unreachableDataCenters.contains(member.dataCenter());
    return new Member(
        Endpoints.of(member.uniqueAddress()), reachable, COUNTS.contains(member.status()));
  }
}
