package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

@DisplayName("What the engine hears of the cluster")
class MembershipViewTest {
  private static final UniqueAddress SELF = address(1, 1);
  private final MembershipView view = new MembershipView(SELF, Set.of("data"));

  private static UniqueAddress address(int port, long uid) {
    return new UniqueAddress(new Address("pekko", "shop", "127.0.0.1", port), uid);
  }

  private static Member member(UniqueAddress at, MemberStatus status, String... roles) {
    Set<String> all = new java.util.HashSet<>(List.of(roles));
    if (all.stream().noneMatch(role -> role.startsWith("dc-"))) {
      all.add("dc-West");
    }
    scala.collection.immutable.Set<String> scalaRoles = CollectionConverters.asScala(all).toSet();
    return new Member(at, Integer.MAX_VALUE, status, scalaRoles, Version.Zero());
  }

  private void is(UniqueAddress at, MemberStatus status, String... roles) {
    Member member = member(at, status, roles);
    view.apply(
        status == MemberStatus.removed()
            ? new ClusterEvent.MemberRemoved(member, MemberStatus.down())
            : status == MemberStatus.weaklyUp()
                ? new ClusterEvent.MemberWeaklyUp(member)
                : status == MemberStatus.exiting()
                    ? new ClusterEvent.MemberExited(member)
                    : status == MemberStatus.joining()
                        ? new ClusterEvent.MemberJoined(member)
                        : status == MemberStatus.leaving()
                            ? new ClusterEvent.MemberLeft(member)
                            : status == MemberStatus.down()
                                ? new ClusterEvent.MemberDowned(member)
                                : new ClusterEvent.MemberUp(member));
  }

  private List<String> seen() {
    return view.others().stream()
        .map(
            member ->
                member.endpoint().name().replaceAll(".*:", "")
                    + (member.reachable() ? "" : " unreachable")
                    + (member.counts() ? " counts" : ""))
        .toList();
  }

  @Test
  void members_are_in_from_weakly_up_to_exiting_and_count_while_up_or_leaving() {
    UniqueAddress other = address(2, 5);
    is(SELF, MemberStatus.up(), "data");
    is(other, MemberStatus.joining(), "data");
    assertThat(seen()).isEmpty();
    is(other, MemberStatus.weaklyUp(), "data");
    assertThat(seen()).containsExactly("2#5");
    is(other, MemberStatus.up(), "data");
    assertThat(seen()).containsExactly("2#5 counts");
    is(other, MemberStatus.leaving(), "data");
    assertThat(seen()).containsExactly("2#5 counts");
    is(other, MemberStatus.exiting(), "data");
    assertThat(seen()).containsExactly("2#5");
    is(other, MemberStatus.down(), "data");
    assertThat(seen()).isEmpty();
  }

  @Test
  void members_without_the_roles_are_left_out() {
    is(address(2, 5), MemberStatus.up(), "web");
    is(address(3, 5), MemberStatus.up(), "web", "data");
    assertThat(seen()).containsExactly("3#5 counts");
  }

  @Test
  void a_member_is_unreachable_by_itself_or_with_its_data_center() {
    UniqueAddress west = address(2, 5);
    UniqueAddress east = address(3, 6);
    is(west, MemberStatus.up(), "data", "dc-West");
    is(east, MemberStatus.up(), "data", "dc-East");
    view.apply(new ClusterEvent.UnreachableDataCenter("East"));
    view.apply(new ClusterEvent.UnreachableMember(member(west, MemberStatus.up(), "data")));
    assertThat(seen()).containsExactly("2#5 unreachable counts", "3#6 unreachable counts");
    view.apply(new ClusterEvent.ReachableMember(member(west, MemberStatus.up(), "data")));
    assertThat(seen()).containsExactly("2#5 counts", "3#6 unreachable counts");
    view.apply(new ClusterEvent.ReachableDataCenter("East"));
    assertThat(seen()).containsExactly("2#5 counts", "3#6 counts");
  }

  @Test
  void a_successor_on_the_same_port_is_another_member() {
    is(address(2, 5), MemberStatus.up(), "data");
    view.apply(
        new ClusterEvent.UnreachableMember(member(address(2, 5), MemberStatus.up(), "data")));
    is(address(2, 5), MemberStatus.removed(), "data");
    is(address(2, -1), MemberStatus.up(), "data");
    assertThat(seen()).containsExactly("2#18446744073709551615 counts");
    assertThat(Endpoints.parse(view.others().get(0).endpoint())).contains(address(2, -1));
  }
}
