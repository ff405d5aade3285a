/** Percentiles and buckets: pure arithmetic. */
@org.jspecify.annotations.NullMarked
package io.steward.server.analytics.rules;
