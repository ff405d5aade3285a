/** Views, queues, groups, ranges and exports over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.view.web;
