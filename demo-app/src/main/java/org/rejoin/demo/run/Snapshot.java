package org.rejoin.demo.run;

import java.util.Map;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Prices;

/**
 * All that one node answered when it was asked for everything it has.
 *
 * @param root 32 hexadecimal digits
 * @param orders by product, then by line id
 * @param units by country
 * @param prices by product
 */
record Snapshot(
    String node,
    String root,
    Map<String, Map<String, OrderLine>> orders,
    Map<String, Long> units,
    Map<String, Prices> prices) {}
