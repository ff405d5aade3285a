/** jOOQ: the only place that names the tables of views. */
@org.jspecify.annotations.NullMarked
package io.steward.server.view.store;
