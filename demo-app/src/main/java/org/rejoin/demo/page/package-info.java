/**
 * The demo's page: a view of the five nodes built from their public API, an event stream of its
 * changes, the commands a person gives, and the web server that carries these on loopback.
 */
@NullMarked
package org.rejoin.demo.page;

import org.jspecify.annotations.NullMarked;
